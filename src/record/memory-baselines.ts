import type { Baseline } from '#schema/baseline.ts'
import type { Baselines } from '#schema/store.ts'

const keyOf = (name: string, branch: string | undefined): string => JSON.stringify([name, branch])

/** Baselines in memory, for tests and throw-away work. */
export function createMemoryBaselines(): Baselines {
  const kept = new Map<string, Baseline>()
  return {
    put: async (baseline) => {
      kept.set(keyOf(baseline.name, baseline.branch), structuredClone(baseline))
    },
    list: async () =>
      structuredClone([...kept.values()]).sort((a, b) => b.setAt.localeCompare(a.setAt)),
    remove: async (name, branch) => kept.delete(keyOf(name, branch)),
  }
}

import type { Clock } from '#schema/clock.ts'
import type { Limits } from '#schema/store.ts'

/** Rates and money of this process only. */
export function createMemoryLimits(clock: Clock): Limits {
  const nextAt = new Map<string, number>()
  const money = new Map<string, { reserved: number; spent: number }>()
  const moneyOf = (run: string) => {
    const kept = money.get(run) ?? { reserved: 0, spent: 0 }
    money.set(run, kept)
    return kept
  }
  return {
    take: async (engine, perMinute) => {
      const now = clock.now().getTime()
      const at = Math.max(now, nextAt.get(engine) ?? 0)
      nextAt.set(engine, at + 60_000 / perMinute)
      return at - now
    },
    reserve: async (run, usd, budgetUsd) => {
      const kept = moneyOf(run)
      if (kept.reserved + kept.spent + usd > budgetUsd + 1e-9) return false
      kept.reserved += usd
      return true
    },
    settle: async (run, reservedUsd, spentUsd) => {
      const kept = moneyOf(run)
      kept.reserved = Math.max(0, kept.reserved - reservedUsd)
      kept.spent += spentUsd
    },
    spent: async (run) => moneyOf(run).spent,
  }
}

import type { EngineError } from '#schema/attempt.ts'
import type { EngineOutcome } from '#schema/engine.ts'

const tolerated = 3

const unreachableKinds = new Set(['network', 'auth', 'billing'])

/** Tells when a model cannot be reached at all, so that a run does not fail cell by cell for an hour. */
export class ReachGuard {
  readonly #reached = new Set<string>()
  readonly #misses = new Map<string, number>()

  /** Returns the last fault once a model missed `tolerated` times and never answered. */
  note(model: string, outcome: EngineOutcome): EngineError | undefined {
    if (outcome.outcome !== 'failed' || !unreachableKinds.has(outcome.error.kind)) {
      if (outcome.outcome !== 'cancelled' && outcome.outcome !== 'timeout') this.#reached.add(model)
      return undefined
    }
    if (this.#reached.has(model)) return undefined
    const misses = (this.#misses.get(model) ?? 0) + 1
    this.#misses.set(model, misses)
    return misses >= tolerated ? outcome.error : undefined
  }
}

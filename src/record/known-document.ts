import { Attempt, AttemptOutcome } from '#schema/attempt.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Cell } from '#schema/plan.ts'
import type { TurnResult } from '#schema/record.ts'
import { Direction, type Score } from '#schema/score.ts'

/**
 * The small documents of a run are read by the hundred thousand, and were typed when they were written:
 * only what code branches on is checked again, for a fifth of a full parse. An unknown state must not
 * pass silently; the database's version guards the rest.
 */
type States = Readonly<Record<string, readonly unknown[]>>

const optional = <T>(values: readonly T[]): readonly (T | undefined)[] => [...values, undefined]

function reader<T>(what: string, states: States): (json: string) => T {
  const entries = Object.entries(states)
  return (json) => {
    const value = JSON.parse(json) as Record<string, unknown>
    for (const [key, allowed] of entries) {
      if (allowed.includes(value[key])) continue
      throw new KontextError(
        'document-unknown',
        `a kept ${what} has ${key} ${JSON.stringify(value[key])}, which this version does not know`,
      )
    }
    return value as T
  }
}

export const readAttempt = reader<Attempt>('attempt', {
  schemaVersion: [1],
  state: Attempt.shape.state.options,
  outcome: optional(AttemptOutcome.options),
})

export const readTurn = reader<TurnResult>('turn', {
  outcome: [...AttemptOutcome.options, 'skipped'],
})

const readScoreStates = reader<Score>('score', {
  schemaVersion: [1],
  state: ['scored', 'unscored'],
  direction: optional(Direction.options),
})

/** JSON writes what is no number as null; read back, that must never count as 0. */
export function readScore(json: string): Score {
  const score = readScoreStates(json)
  if (score.state === 'unscored' || Number.isFinite(score.value)) return score
  throw new KontextError('document-unknown', `a kept score of ${score.metric} holds no number`)
}

export const readCell = reader<Cell>('cell', {})

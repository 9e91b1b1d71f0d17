import type { Attempt, Cost, Phases, Warning } from '#schema/attempt.ts'
import type { CallResult } from '#schema/caller.ts'
import type { StoredImage } from '#schema/attempt.ts'

export interface AttemptPlace {
  run: string
  cell: string
  turn: number
  number: number
  token: number
  startedAt: string
}

/** The attempt as it stands before the call: if the process dies now, resume finds it and says `interrupted`. */
export const startedAttempt = (place: AttemptPlace): Attempt => ({
  schemaVersion: 1,
  ...place,
  state: 'started',
  warnings: [],
  cost: { state: 'unknown' },
})

const phasesOf = ({ outcome, totalMs, dueToSentMs }: CallResult): Phases => ({
  ...outcome.phases,
  totalMs,
  ...(dueToSentMs === undefined ? {} : { dueToSentMs }),
})

const droppedWarning: Warning = {
  kind: 'other',
  feature: 'load',
  message: 'due while as many calls were open as the scenario allows; not sent',
}

/** The attempt after the call, with all that the engine and the timing thread said. */
export function endedAttempt(
  started: Attempt,
  result: CallResult,
  cost: Cost,
  image: StoredImage | undefined,
): Attempt {
  const { outcome } = result
  const ended = { ...started, state: 'ended' as const, outcome: outcome.outcome, cost }
  // Nothing was sent, so there is nothing to time.
  if (result.dropped) return { ...ended, inFlight: result.inFlight, warnings: [droppedWarning] }
  const attempt: Attempt = {
    ...ended,
    phases: phasesOf(result),
    uncertainty: result.uncertainty,
    cold: result.cold,
    inFlight: result.inFlight,
    warnings: outcome.warnings,
  }
  if (result.times) attempt.times = result.times
  if (outcome.untimed !== undefined) attempt.untimed = outcome.untimed
  if (outcome.seed !== undefined) attempt.seed = outcome.seed
  if (outcome.server !== undefined) attempt.server = outcome.server
  if (outcome.outcome === 'failed') attempt.error = outcome.error
  if (outcome.outcome === 'refused') attempt.refusal = outcome.refusal
  if (outcome.outcome === 'unsupported') attempt.refusal = outcome.reason
  if (image) attempt.image = image
  return attempt
}

/** What the call cost: as the provider said, else by the price list, else nothing for local engines. */
export function costOfCall(
  result: CallResult,
  lane: { isFree: boolean },
  listPriceUsd: number | undefined,
): Cost {
  const { outcome, dropped } = result
  // Never sent.
  if (dropped) return { state: 'known', usd: 0, source: 'local' }
  if (lane.isFree) return { state: 'known', usd: 0, source: 'local' }
  if (outcome.costUsd !== undefined) {
    return { state: 'known', usd: outcome.costUsd, source: 'response' }
  }
  if (outcome.outcome === 'image' && listPriceUsd !== undefined) {
    return { state: 'known', usd: listPriceUsd, source: 'price' }
  }
  // Providers differ in what they bill for refusals and failures.
  return { state: 'unknown' }
}

import { foundItsJob, type Attempt, type Cost, type Phases, type Warning } from '#schema/attempt.ts'
import type { CallResult } from '#schema/caller.ts'
import type { StoredImage } from '#schema/attempt.ts'

export interface AttemptPlace {
  run: string
  cell: string
  turn: number
  number: number
  token: number
  startedAt: string
  reattaches?: number
  handle?: string
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

/** What was timed. Of a job that was asked for again nobody saw how long it took: what its server said stays. */
function timesOf(
  { reattaches }: Attempt,
  result: CallResult,
): Pick<Attempt, 'phases' | 'uncertainty' | 'times' | 'cold' | 'inFlight' | 'server' | 'untimed'> {
  const { outcome, uncertainty, times, cold, inFlight } = result
  const server = outcome.server ? { server: outcome.server } : {}
  if (reattaches === undefined) {
    const { untimed } = outcome
    return {
      phases: phasesOf(result),
      uncertainty,
      ...(times ? { times } : {}),
      cold,
      inFlight,
      ...server,
      ...(untimed ? { untimed } : {}),
    }
  }
  const inferenceMs = outcome.phases?.inferenceMs
  return {
    untimed: 'reattached',
    ...(inferenceMs === undefined ? server : { server: { ...outcome.server, inferenceMs } }),
  }
}

const droppedWarning: Warning = {
  kind: 'other',
  feature: 'load',
  message: 'due while as many calls were open as the scenario allows; not sent',
}

/** What of an attempt is kept besides its outcome. */
export interface Kept {
  image?: StoredImage
  /** A judge's words. */
  answer?: string
}

/** The attempt after the call, with all that the engine and the timing thread said. */
export function endedAttempt(
  started: Attempt,
  result: CallResult,
  cost: Cost,
  { image, answer }: Kept,
): Attempt {
  const { outcome } = result
  const ended = { ...started, state: 'ended' as const, outcome: outcome.outcome, cost }
  // Nothing was sent, so there is nothing to time.
  if (result.dropped) return { ...ended, inFlight: result.inFlight, warnings: [droppedWarning] }
  const attempt: Attempt = {
    ...ended,
    ...timesOf(started, result),
    warnings: outcome.warnings,
  }
  if (outcome.seed !== undefined) attempt.seed = outcome.seed
  if (outcome.outcome === 'failed') attempt.error = outcome.error
  if (outcome.outcome === 'refused') attempt.refusal = outcome.refusal
  if (outcome.outcome === 'unsupported') attempt.refusal = outcome.reason
  if (image) attempt.image = image
  if (answer !== undefined) attempt.answer = answer
  return attempt
}

/** What the call cost: as the provider said, else by the price list, and nothing for local engines. */
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
  if (listPriceUsd !== undefined) return { state: 'known', usd: listPriceUsd, source: 'price' }
  // Providers differ in what they bill for refusals and failures.
  return { state: 'unknown' }
}

/** What a job that was asked for again cost: its price once its end is known, and nothing for having asked. */
export function costOfFinding(
  result: CallResult,
  lane: { isFree: boolean },
  listPriceUsd: number | undefined,
): Cost {
  const { outcome } = result
  const error = outcome.outcome === 'failed' ? outcome.error : undefined
  return foundItsJob({ outcome: outcome.outcome, error })
    ? costOfCall(result, lane, listPriceUsd)
    : { state: 'known', usd: 0, source: 'local' }
}

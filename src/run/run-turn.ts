import type { Attempt, EngineError } from '#schema/attempt.ts'
import type { TurnResult } from '#schema/record.ts'
import { backOffMs } from './back-off.ts'
import { callJobOf, makeAttempt, type TurnJob } from './make-attempt.ts'
import type { ReachGuard } from './reach-guard.ts'
import type { RunPorts } from './run-ports.ts'
import type { StopSwitch } from './stop-switch.ts'

interface Conditions {
  ports: RunPorts
  stop: StopSwitch
  guard: ReachGuard
}

/** Books the expected price; false once the budget would be passed, and then the run stops. */
async function bookMoney(job: TurnJob, { ports, stop }: Conditions): Promise<number | undefined> {
  const usd = job.lane.priceUsd(job.setting) ?? 0
  if (job.budgetUsd === undefined || usd === 0) return 0
  if (await ports.limits.reserve(job.run, usd, job.budgetUsd)) return usd
  stop.stop(
    'budget',
    `the next call of ${job.lane.model.id} would pass the budget of ${job.budgetUsd} USD`,
  )
  return undefined
}

async function waitForTurn(job: TurnJob, { ports, stop }: Conditions): Promise<void> {
  // An open loop keeps to its own schedule: waiting would hide what the rate does.
  if (job.lane.perMinute === undefined || job.arrival) return
  const waitMs = await ports.limits.take(job.lane.model.id, job.lane.perMinute)
  if (waitMs > 0) await ports.clock.sleep(waitMs, stop.stopping)
}

/** A server that starts is waited for here: its start is no part of any picture's time. */
const makeReady = async (job: TurnJob, { ports, stop }: Conditions): Promise<void> =>
  ports.caller.prepare?.(callJobOf(job), { signal: stop.stopping })

const turnResult = (job: TurnJob, attempt: Attempt, sinceFirstSendMs: number): TurnResult => ({
  turn: job.turn,
  outcome: attempt.outcome ?? 'failed',
  inputs: job.inputs,
  ...(attempt.image ? { image: attempt.image } : {}),
  ...(attempt.image && attempt.untimed === undefined
    ? {
        // Handed over before it was due, an arrival has no other time than its latency.
        timeToImageMs: job.arrival ? (attempt.phases?.totalMs ?? 0) : sinceFirstSendMs,
      }
    : {}),
})

const droppedTurn = (job: TurnJob): TurnResult => ({
  turn: job.turn,
  outcome: 'skipped',
  skipped: 'dropped',
  inputs: job.inputs,
})

const spentUsd = (attempt: Attempt, reserved: number): number =>
  attempt.cost.state === 'known' ? attempt.cost.usd : reserved

/** A turn that was decided, with the attempt that decided it: not kept yet, so that both are kept at once. */
export interface DecidedTurn {
  turn: TurnResult
  attempt?: Attempt
}

/** The fault after which another attempt may follow; an open loop never tries again, it goes on to the next arrival. */
function retryableError(job: TurnJob, { error }: Attempt, tries: number): EngineError | undefined {
  if (!error?.retryable || job.arrival) return undefined
  return tries < job.lane.maxAttempts ? error : undefined
}

/** Attempts until one decides. Undefined when the run was stopped before that: the turn stays open for resume. */
export async function runTurn(
  job: TurnJob,
  conditions: Conditions,
): Promise<DecidedTurn | undefined> {
  const { ports, stop, guard } = conditions
  let firstSentAt: number | undefined
  await makeReady(job, conditions)
  for (let tries = 1; ; tries++) {
    if (stop.stopped) return undefined
    const reserved = await bookMoney(job, conditions)
    if (reserved === undefined) return undefined
    await waitForTurn(job, conditions)
    if (stop.stopped) {
      // Stopped while waiting: the call is not made, and its money is free again.
      if (reserved > 0) await ports.limits.settle(job.run, reserved, 0)
      return undefined
    }
    firstSentAt ??= ports.clock.monotonic()
    const { attempt, result } = await makeAttempt(
      job,
      job.attemptsBefore + tries,
      ports,
      stop.signal,
    )
    if (reserved > 0) await ports.limits.settle(job.run, reserved, spentUsd(attempt, reserved))
    const unreachable = guard.note(job.lane.model.id, result.outcome)
    if (unreachable !== undefined) {
      await ports.store.putAttempt(attempt)
      stop.stop('unreachable', `${job.lane.model.id} cannot be reached: ${unreachable}`)
      return undefined
    }
    if (attempt.outcome === 'cancelled' && stop.stopped) {
      await ports.store.putAttempt(attempt)
      return undefined
    }
    if (result.dropped) return { turn: droppedTurn(job), attempt }
    const retry = retryableError(job, attempt, tries)
    if (!retry) {
      return { turn: turnResult(job, attempt, ports.clock.monotonic() - firstSentAt), attempt }
    }
    await ports.store.putAttempt(attempt)
    const waitMs = backOffMs(retry, tries)
    ports.onEvent({
      event: 'attempt-retry',
      model: job.lane.model.id,
      waitMs,
      reason: retry.message,
    })
    await ports.clock.sleep(waitMs, stop.stopping)
  }
}

import type { Attempt } from '#schema/attempt.ts'
import type { CallResult } from '#schema/caller.ts'
import type { TurnResult } from '#schema/record.ts'
import { backOffMs } from './back-off.ts'
import { bookedFor, bookMoney } from './book-money.ts'
import { Effort } from './effort.ts'
import type { Lane } from './lane.ts'
import { callJobOf, makeAttempt, type TurnJob } from './make-attempt.ts'
import { paidJobOf, type PaidJob } from './paid-job.ts'
import type { ReachGuard } from './reach-guard.ts'
import type { RunPorts } from './run-ports.ts'
import type { StopSwitch } from './stop-switch.ts'
import { whyUnreachable } from './why-unreachable.ts'

interface Conditions {
  ports: RunPorts
  stop: StopSwitch
  guard: ReachGuard
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

interface Called {
  attempt: Attempt
  result: CallResult
  sentAt: number
}

/** Arrivals of an open loop wait for nobody. */
const openGate = { enter: async () => 0, leave: () => undefined }

/** One call, booked, paced and under its lane's limit. Undefined when the run was stopped before it. */
async function callOnce(
  job: TurnJob,
  number: number,
  paid: PaidJob | undefined,
  conditions: Conditions,
): Promise<Called | undefined> {
  const { ports, stop } = conditions
  const gate = job.arrival ? openGate : job.lane.gate
  if (stop.stopped) return undefined
  const money = paid ? bookedFor(job, paid, ports) : await bookMoney(job, ports, stop)
  if (!money) return undefined
  if (!paid) await waitForTurn(job, conditions)
  const call = await gate.enter(stop.stopping)
  try {
    if (stop.stopped) {
      // Stopped while waiting: the call is not made, and its money is free again.
      await money.free()
      return undefined
    }
    const sentAt = ports.clock.monotonic()
    const made = await makeAttempt(job, number, paid, ports, stop.signal)
    await money.settle(made.attempt)
    notePace(job, call, made.attempt, ports)
    return { ...made, sentAt }
  } finally {
    gate.leave()
  }
}

/** Tells the lane's gate how the call ended, and whoever listens when its pace changes. */
function notePace(
  { lane, arrival }: TurnJob,
  call: number,
  { outcome, error }: Attempt,
  { onEvent }: RunPorts,
): void {
  if (arrival) return
  const pace =
    error?.kind === 'rate-limit'
      ? lane.gate.rateLimited(call, error.retryAfterMs)
      : outcome === 'image' || outcome === 'answer' || outcome === 'refused'
        ? lane.gate.answered()
        : undefined
  if (pace) onEvent({ event: 'lane-pace', model: lane.model.id, ...pace })
}

function turnResult(
  job: TurnJob,
  attempt: Attempt,
  sinceFirstSendMs: number | undefined,
): TurnResult {
  const { image } = attempt
  const sinceMs = job.arrival ? attempt.phases?.totalMs : sinceFirstSendMs
  return {
    turn: job.turn,
    outcome: attempt.outcome ?? 'failed',
    inputs: job.inputs,
    ...(image ? { image } : {}),
    ...(image && sinceMs !== undefined && !attempt.untimed ? { timeToImageMs: sinceMs } : {}),
  }
}

const droppedTurn = (job: TurnJob): TurnResult => ({
  turn: job.turn,
  outcome: 'skipped',
  skipped: 'dropped',
  inputs: job.inputs,
})

/** A turn that was decided, with the attempt that decided it: not kept yet, so that both are kept at once. */
export interface DecidedTurn {
  turn: TurnResult
  attempt?: Attempt
}

/** True when this attempt ends the run rather than the turn, which stays open for resume. */
function endsRun(job: TurnJob, { attempt, result }: Called, { stop, guard }: Conditions): boolean {
  const { model } = job.lane
  const unreachable = guard.note(model.id, result.outcome)
  if (unreachable !== undefined) stop.stop('unreachable', whyUnreachable(model, unreachable))
  return unreachable !== undefined || (attempt.outcome === 'cancelled' && stop.stopped)
}

const isGone = ({ reattaches, error }: Attempt): boolean =>
  reattaches !== undefined && error?.kind === 'gone'

/** The job that the next attempt asks for again, if any. */
function nextPaid(paid: PaidJob | undefined, attempt: Attempt, lane: Lane): PaidJob | undefined {
  if (isGone(attempt)) return undefined
  return paid ?? (lane.canReattach ? paidJobOf([attempt]) : undefined)
}

/** Whether another attempt follows; an open loop never tries again, it goes on to the next arrival. */
function retryOf(job: TurnJob, attempt: Attempt, effort: Effort): { nth: number } | undefined {
  if (job.arrival) return undefined
  return isGone(attempt) ? { nth: 0 } : effort.next(attempt.error)
}

/** Keeps an attempt that decided nothing, and waits before the next one; a job that is gone is not waited for. */
async function keepAndWait(
  { lane }: TurnJob,
  attempt: Attempt,
  nth: number,
  { ports, stop }: Conditions,
): Promise<void> {
  await ports.store.putAttempt(attempt)
  const { error } = attempt
  if (!error) return
  const waitMs = isGone(attempt) ? 0 : backOffMs(error, nth)
  ports.onEvent({ event: 'attempt-retry', model: lane.model.id, waitMs, reason: error.message })
  if (waitMs > 0) await ports.clock.sleep(waitMs, stop.stopping)
}

/** Attempts until one decides. Undefined when the run was stopped before that: the turn stays open for resume. */
export async function runTurn(
  job: TurnJob,
  conditions: Conditions,
): Promise<DecidedTurn | undefined> {
  const { ports } = conditions
  const effort = new Effort(job.lane.maxAttempts)
  let paid = job.lane.canReattach ? job.paidJob : undefined
  let firstSentAt: number | undefined
  await makeReady(job, conditions)
  for (let number = job.attemptsBefore + 1; ; number++) {
    const called = await callOnce(job, number, paid, conditions)
    if (!called) return undefined
    const { attempt } = called
    if (!paid) firstSentAt ??= called.sentAt
    if (endsRun(job, called, conditions)) {
      await ports.store.putAttempt(attempt)
      return undefined
    }
    if (called.result.dropped) return { turn: droppedTurn(job), attempt }
    const retry = retryOf(job, attempt, effort)
    if (!retry) {
      // Of a picture that was found again nobody knows how long it took.
      const sinceMs =
        paid || firstSentAt === undefined ? undefined : ports.clock.monotonic() - firstSentAt
      return { turn: turnResult(job, attempt, sinceMs), attempt }
    }
    await keepAndWait(job, attempt, retry.nth, conditions)
    paid = nextPaid(paid, attempt, job.lane)
  }
}

import type { Attempt } from '#schema/attempt.ts'
import type { Arrival, CallJob, CallResult } from '#schema/caller.ts'
import type { ControlTruth, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Cell } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import {
  costOfCall,
  costOfFinding,
  endedAttempt,
  startedAttempt,
  type Kept,
} from './attempt-document.ts'
import { factsOf } from './call-facts.ts'
import type { Lane } from './lane.ts'
import type { PaidJob } from './paid-job.ts'
import type { RunPorts } from './run-ports.ts'

export interface TurnJob {
  run: string
  cell: Cell
  turn: number
  token: number
  setting: Setting
  lane: Lane
  request: EngineRequest
  inputs: string[]
  /** Pixels of each picture of the request. */
  inputPixels: number[]
  /** Number of this turn's last attempt from before a resume. */
  attemptsBefore: number
  /** What that attempt left at the provider when this run died. */
  paidJob?: PaidJob
  budgetUsd?: number
  truth?: ControlTruth
  arrival?: Arrival
}

/** An answer that is no picture is a failure of the provider, told with its reason, and paid for all the same. */
const asBadResponse = (
  result: CallResult,
  { image: _image, ...said }: Extract<EngineOutcome, { outcome: 'image' }>,
  error: unknown,
): CallResult => ({
  ...result,
  outcome: {
    ...said,
    outcome: 'failed',
    error: {
      kind: 'bad-response',
      message: `the answer is no usable picture: ${error instanceof Error ? error.message : String(error)}`,
      retryable: false,
    },
  },
})

/** Above this a kept picture's memory is given back at once; waiting for a collection piles up hundreds of MB. */
const largeBytes = 64 * 1024

function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (byteLength > largeBytes && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
    buffer.transfer(0)
}

/** A judge's words stay as they are; whether they can be read decides how the attempt ended. */
function readAnswer(result: CallResult, { cell }: TurnJob, { asking }: RunPorts) {
  const { outcome } = result
  if (outcome.outcome !== 'answer') return { result }
  const { text, ...head } = outcome
  const fault = asking?.faultOf(cell, text)
  if (fault === undefined) return { result, answer: text }
  const error = { kind: 'unreadable', message: fault, retryable: true } as const
  const failed: CallResult = { ...result, outcome: { ...head, outcome: 'failed', error } }
  return { result: failed, answer: text }
}

async function keepAnswer(
  result: CallResult,
  job: TurnJob,
  ports: RunPorts,
): Promise<Kept & { result: CallResult }> {
  const { outcome } = result
  if (outcome.outcome !== 'image') return readAnswer(result, job, ports)
  const { bytes } = outcome.image
  let seen: ReturnType<RunPorts['inspect']>
  try {
    seen = ports.inspect(bytes)
  } catch (error) {
    return { result: asBadResponse(result, outcome, error) }
  }
  // A full disk is no fault of the model: it ends the run, and the turn stays open.
  const sha256 = await ports.blobs.put(bytes)
  const image = { sha256, ...seen, bytes: bytes.byteLength }
  giveBack(bytes)
  return { result, image }
}

export const callJobOf = ({ lane, request, truth, arrival }: TurnJob): CallJob => ({
  model: lane.model.id,
  request,
  timeoutMs: lane.timeoutMs,
  ...(truth ? { truth } : {}),
  ...(arrival ? { arrival } : {}),
})

/** Makes one attempt: written as started, called in the timing thread. To be kept as ended by who asked. */
export async function makeAttempt(
  job: TurnJob,
  number: number,
  paid: PaidJob | undefined,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<{ attempt: Attempt; result: CallResult }> {
  let started = startedAttempt({
    run: job.run,
    cell: job.cell.id,
    turn: job.turn,
    number,
    token: job.token,
    startedAt: ports.clock.now().toISOString(),
    ...(paid ? { reattaches: paid.attempt, handle: paid.handle } : {}),
  })
  await ports.store.putAttempt(started)
  const handles: Promise<void>[] = []
  const answer = await ports.caller.call(
    { ...callJobOf(job), ...(paid ? { reattach: paid.handle } : {}) },
    {
      signal,
      onHandle: (handle) => {
        started = { ...started, handle }
        handles.push(ports.store.putAttempt(started))
      },
    },
  )
  await Promise.all(handles)
  const { result, ...kept } = await keepAnswer(answer, job, ports)
  // An answer that cannot be read was paid all the same.
  const billed = kept.answer === undefined ? result : answer
  const facts = factsOf(billed.outcome, kept.image, job.inputPixels)
  const listPriceUsd = job.lane.priceUsd(job.setting, facts)
  const cost = (paid ? costOfFinding : costOfCall)(billed, job.lane, listPriceUsd)
  return { attempt: endedAttempt(started, result, cost, kept), result }
}

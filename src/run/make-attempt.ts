import type { Attempt, StoredImage } from '#schema/attempt.ts'
import type { Arrival, CallJob, CallResult } from '#schema/caller.ts'
import type { ControlTruth, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Cell } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import { costOfCall, costOfFinding, endedAttempt, startedAttempt } from './attempt-document.ts'
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

async function keepImage(
  result: CallResult,
  ports: RunPorts,
): Promise<{ result: CallResult; image?: StoredImage }> {
  const { outcome } = result
  if (outcome.outcome !== 'image') return { result }
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
  const { result, image } = await keepImage(answer, ports)
  const facts = factsOf(result.outcome, image, job.inputPixels)
  const listPriceUsd = job.lane.priceUsd(job.setting, facts)
  const cost = paid
    ? costOfFinding(result, job.lane, listPriceUsd)
    : costOfCall(result, job.lane, listPriceUsd)
  return { attempt: endedAttempt(started, result, cost, image), result }
}

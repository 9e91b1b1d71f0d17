import type { Warning } from '#schema/attempt.ts'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { badResponse } from './answer.ts'
import { CallEnded } from './call-ended.ts'
import { sendLast, type Download } from './exchange.ts'
import type { GivenUpJobs } from './given-up-jobs.ts'
import { takePicture } from './held-picture.ts'
import { phasesOfJob } from './phases.ts'
import { extraWarnings, pictureOf, sizeWarnings } from './picture.ts'
import { pollUntilEnd, type Polled } from './poll.ts'

interface Submitted<Job> {
  response: HttpResponse
  job: Job
  warnings: Warning[]
  /** When the first byte of it all was sent, where inputs were uploaded before. */
  startedAt?: number
}

/** What an ended job gave, and what its server said of it. */
export interface Finished {
  /** Addresses or data URIs; the first is the picture. */
  pictures: readonly string[]
  /** The answer that brought them, where it was asked for apart. */
  fetched?: HttpResponse
  inferenceMs?: number | undefined
  /** By the server's own clock. */
  queueMs?: number | undefined
  seed?: number | null | undefined
  costUsd?: number | undefined
  server: Record<string, Json>
}

/** One provider's jobs: submit, ask until it has ended, fetch. Whatever ends a call otherwise is thrown as CallEnded. */
export interface JobWire<Job, End> {
  server: { base: string; host: string }
  pollIntervalMs: number
  /** The job is paid for from here on. */
  submit: (request: EngineRequest, context: EngineContext) => Promise<Submitted<Job>>
  /** All that a later process needs to ask for the job again, without the key. */
  handleOf: (job: Job) => string
  jobOf: (handle: string) => Job
  ask: (job: Job, context: EngineContext) => Promise<HttpResponse>
  /** The end, or undefined while it goes on. */
  read: (response: HttpResponse) => End | undefined
  finish: (end: End, job: Job, context: EngineContext) => Finished | Promise<Finished>
  /** How a server is told that nobody waits any more, where there is a way. */
  cancelling?: Cancelling<Job>
}

interface Cancelling<Job> {
  givenUp: GivenUpJobs
  /** Undefined where the server named no way. */
  request: (
    job: Job,
    context: EngineContext,
  ) => { method: 'POST' | 'PUT'; url: string; headers: Record<string, string> } | undefined
}

async function untilEnd<Job, End>(
  { pollIntervalMs, ask, read, cancelling }: JobWire<Job, End>,
  job: Job,
  submitted: HttpResponse | undefined,
  context: EngineContext,
): Promise<Polled<End>> {
  const poll = (): Promise<Polled<End>> =>
    pollUntilEnd(context, submitted, {
      intervalMs: pollIntervalMs,
      ask: () => ask(job, context),
      read,
    })
  if (!cancelling) return poll()
  const cancel = async (late: EngineContext): Promise<void> => {
    const request = cancelling.request(job, late)
    if (request) await sendLast(late, request)
  }
  return cancelling.givenUp.watch(context, cancel, poll)
}

interface Taken<End> {
  polled: Polled<End>
  finished: Finished
  download: Download
}

async function takeJob<Job, End>(
  wire: JobWire<Job, End>,
  job: Job,
  submitted: HttpResponse | undefined,
  context: EngineContext,
): Promise<Taken<End>> {
  const polled = await untilEnd(wire, job, submitted, context)
  const finished = await wire.finish(polled.value, job, context)
  const [first] = finished.pictures
  if (first === undefined)
    throw new CallEnded(badResponse('the job has ended, but names no picture'))
  const answer = finished.fetched ?? polled.response
  const named = first.startsWith('data:') ? { base64: first } : { url: first }
  // A picture that came along took no time of its own.
  const { downloadMs = 0, ...taken } = await takePicture(named, answer, wire.server, context)
  return { polled, finished, download: { ...taken, durationMs: downloadMs } }
}

const isSeed = (seed: number | null | undefined): seed is number =>
  seed != null && Number.isSafeInteger(seed) && seed >= 0

/** What is the same whether the job was just made or found again. */
const outcomeOf = <End>(
  { polled, finished, download }: Taken<End>,
  warnings: readonly Warning[],
): EngineOutcome => ({
  outcome: 'image',
  image: pictureOf(download.bytes),
  warnings: [...warnings, ...polled.warnings, ...extraWarnings(finished.pictures.length - 1)],
  server: { polls: polled.polls, ...finished.server },
  ...(isSeed(finished.seed) ? { seed: finished.seed } : {}),
  ...(finished.costUsd === undefined ? {} : { costUsd: finished.costUsd }),
})

/** One job from request to picture, its phases apart. */
export async function runJob<Job, End>(
  wire: JobWire<Job, End>,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { response, job, warnings, startedAt } = await wire.submit(request, context)
  context.onHandle?.(wire.handleOf(job))
  const taken = await takeJob(wire, job, response, context)
  const { polled, finished, download } = taken
  const { fetched, inferenceMs, queueMs } = finished
  return {
    ...outcomeOf(taken, [...warnings, ...sizeWarnings(request, download.bytes)]),
    span: { startedAt: startedAt ?? response.times.sentAt, endedAt: download.endAt },
    earlyMs: polled.earlyMs,
    phases: phasesOfJob({
      submitted: response,
      ready: polled.response,
      download: fetched
        ? { ...download, durationMs: download.endAt - fetched.times.sentAt }
        : download,
      inferenceMs,
      queueMs,
      uploadedFrom: startedAt,
    }),
  }
}

/** A job that was paid for before a kill: its picture, without a latency that nobody saw. */
export async function findJob<Job, End>(
  wire: JobWire<Job, End>,
  handle: string,
  context: EngineContext,
): Promise<EngineOutcome> {
  const taken = await takeJob(wire, wire.jobOf(handle), undefined, context)
  const { inferenceMs } = taken.finished
  return {
    ...outcomeOf(taken, []),
    ...(inferenceMs === undefined ? {} : { phases: { inferenceMs } }),
  }
}

import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { clockMs, inferenceOf, readJob, readSubmit, type EndedJob } from './sdcpp/answer.ts'
import { bodyOf, Params } from './sdcpp/request.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged, foundAgain } from './wire/call-ended.ts'
import { sendJson, sendLast } from './wire/exchange.ts'
import { GivenUpJobs } from './wire/given-up-jobs.ts'
import { phasesOfJob } from './wire/phases.ts'
import { bytesOfBase64, extraWarnings, pictureOf, sizeWarnings } from './wire/picture.ts'
import { pollUntilEnd, type Polled } from './wire/poll.ts'
import { serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  givenUp: GivenUpJobs
}

const jobUrl = ({ base }: Server, id: string): string =>
  `${base}/sdcpp/v1/jobs/${encodeURIComponent(id)}`

/** Only a job that still waits can be cancelled; one that runs goes on, and the next waits for it. */
const cancelJob = (server: Server, id: string) => (context: EngineContext) =>
  sendLast(context, {
    method: 'POST',
    url: `${jobUrl(server, id)}/cancel`,
    headers: bearerOf(context),
  })

const pollJob = (
  id: string,
  submitted: HttpResponse | undefined,
  server: Server,
  context: EngineContext,
): Promise<Polled<EndedJob>> =>
  pollUntilEnd(context, submitted, {
    intervalMs: server.params.pollIntervalMs,
    ask: () =>
      sendJson(context, { method: 'GET', url: jobUrl(server, id), headers: bearerOf(context) }),
    read: readJob,
  })

const saidByServer = (id: string, { value, polls }: Polled<EndedJob>) => ({
  job: id,
  polls,
  ...(value.created === undefined ? {} : { created: value.created }),
  ...(value.started === undefined ? {} : { started: value.started }),
  ...(value.completed === undefined ? {} : { completed: value.completed }),
  clockMs,
})

const pictureIn = ({ value: { images } }: Polled<EndedJob>) => {
  const bytes = bytesOfBase64(images[0] ?? '')
  return { bytes, extras: extraWarnings(images.length - 1) }
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.params)
  const submitted = await sendJson(context, {
    method: 'POST',
    url: `${server.base}/sdcpp/v1/img_gen`,
    headers: bearerOf(context),
    body,
  })
  const id = readSubmit(submitted)
  context.onHandle?.(id)
  const polled = await server.givenUp.watch(context, cancelJob(server, id), () =>
    pollJob(id, submitted, server, context),
  )
  const { bytes, extras } = pictureIn(polled)
  const { times } = polled.response
  const inference = inferenceOf(polled.value)
  return {
    outcome: 'image',
    image: pictureOf(bytes),
    warnings: [...warnings, ...polled.warnings, ...sizeWarnings(request, bytes), ...extras],
    span: { startedAt: submitted.times.sentAt, endedAt: times.endAt },
    earlyMs: polled.earlyMs,
    phases: {
      ...phasesOfJob({
        submitted,
        // The answer that tells the end holds the picture.
        ready: { times: { endAt: times.firstByteAt } },
        download: { durationMs: times.endAt - times.firstByteAt },
        inferenceMs: inference?.inferenceMs,
      }),
      ...inference,
    },
    server: saidByServer(id, polled),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
  }
}

/** A job that outlived the call that made it: its picture, without a latency that nobody saw. */
async function found(id: string, server: Server, context: EngineContext): Promise<EngineOutcome> {
  const polled = await pollJob(id, undefined, server, context)
  const { bytes, extras } = pictureIn(polled)
  return {
    outcome: 'image',
    image: pictureOf(bytes),
    warnings: [...polled.warnings, ...extras],
    phases: { ...inferenceOf(polled.value) },
    server: saidByServer(id, polled),
  }
}

/** stable-diffusion.cpp's sd-server through its native jobs: submit, poll, the picture comes with the end. */
export function createEngine(model: Model): Engine {
  const givenUp = new GivenUpJobs()
  const server: Server = { ...serverOf(model, Params, 'http://127.0.0.1:1234'), givenUp }
  return {
    kind: 'sdcpp',
    work: 'wire',
    capabilities: { edit: true, generate: true, mask: true, seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
    reattach: (id, context) => foundAgain(context, () => found(id, server, context)),
    close: () => givenUp.close(),
  }
}

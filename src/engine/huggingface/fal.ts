import { z } from 'zod'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import { badResponse, refused } from '#engine/wire/answer.ts'
import { bearerOf } from '#engine/wire/bearer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { dataUriOf } from '#engine/wire/data-uri.ts'
import { ratioOf } from '#engine/wire/aspect-ratio.ts'
import { downloadPicture, type Download, readAnswer, sendJson } from '#engine/wire/exchange.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { wordsOfRefusal } from '#engine/wire/moderation.ts'
import { phasesOfJob } from '#engine/wire/phases.ts'
import {
  extraWarnings,
  pictureOf,
  sizeWarnings,
  unsupportedSettings,
} from '#engine/wire/picture.ts'
import { pollUntilEnd, type Polled } from '#engine/wire/poll.ts'
import { billingHeader, type Route } from './params.ts'
import { diffusersFields, inputField } from './settings.ts'

const Submitted = z.object({ response_url: z.string() })

const Status = z.object({
  status: z.string(),
  metrics: z.object({ inference_time: z.number().nonnegative().nullish() }).nullish(),
})
type Status = z.infer<typeof Status>

const Result = z.object({
  images: z.array(z.object({ url: z.string() })).min(1),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
})

const goesOn = new Set(['IN_QUEUE', 'IN_PROGRESS'])

function readStatus(response: HttpResponse): Status | undefined {
  const status = readAnswer(response, Status)
  if (status.status === 'COMPLETED') return status
  if (goesOn.has(status.status)) return undefined
  throw new CallEnded(badResponse(`the job ended as "${status.status}"`))
}

const headersOf = (route: Route, context: EngineContext): Record<string, string> => ({
  ...bearerOf(context),
  ...billingHeader(route),
})

/** fal names its own host, which the Hub's key does not open: the job's path is asked for through the router. */
const pathOf = (responseUrl: string): string =>
  new URL(responseUrl, 'https://queue.fal.run').pathname

const imageFieldOf = (model: string): string =>
  /flux-2|\/edit$|\/multi$/.test(model) ? 'image_urls' : 'image_url'

async function bodyFor(request: EngineRequest, route: Route) {
  const inputs = await fitInputs(request, { most: 1 })
  const shape = ratioOf(request)
  const [source] = inputs.images.map(dataUriOf)
  return {
    body: {
      prompt: request.prompt,
      ...inputField(source, route.params.imageField ?? imageFieldOf(route.name)),
      ...diffusersFields(request),
      ...(shape.ratio === undefined ? {} : { aspect_ratio: shape.ratio }),
      output_format: 'png',
      ...route.params.fields,
    },
    warnings: [
      ...inputs.warnings,
      ...shape.warnings,
      ...unsupportedSettings(request, ['quality', 'mask'], 'this route has no such field'),
    ],
  }
}

/** A refusal looks like any other mistake in a request; a flagged picture comes back black. */
function readResult(response: HttpResponse): z.infer<typeof Result> {
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) throw new CallEnded(refused(refusal))
  const result = readAnswer(response, Result)
  if (result.has_nsfw_concepts?.[0])
    throw new CallEnded(refused('has_nsfw_concepts: the picture was flagged and blacked out'))
  return result
}

interface Ended {
  polled: Polled<Status>
  result: z.infer<typeof Result>
  download: Download
}

/** Waits for a job, and fetches what it made. */
async function endOf(
  path: string,
  submitted: HttpResponse | undefined,
  route: Route,
  context: EngineContext,
): Promise<Ended> {
  const get = (step: '' | '/status'): Promise<HttpResponse> =>
    sendJson(context, {
      method: 'GET',
      url: `${route.base}/fal-ai${path}${step}?_subdomain=queue`,
      headers: headersOf(route, context),
    })
  const polled = await pollUntilEnd(context, submitted, {
    intervalMs: route.params.pollIntervalMs,
    ask: () => get('/status'),
    read: readStatus,
  })
  const result = readResult(await get(''))
  const download = await downloadPicture(result.images[0]?.url ?? '', route, context)
  return { polled, result, download }
}

const inferenceMsOf = ({ polled }: Ended): number | undefined => {
  const seconds = polled.value.metrics?.inference_time
  return seconds == null ? undefined : seconds * 1000
}

const saidOf = ({ polled, result: { seed } }: Ended) => ({
  server: { polls: polled.polls },
  ...(seed != null && Number.isSafeInteger(seed) && seed >= 0 ? { seed } : {}),
})

/** fal's queue behind the router: submit, status, result, picture. Source: @huggingface/inference. */
export async function askFal(
  route: Route,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyFor(request, route)
  const submitted = await sendJson(context, {
    method: 'POST',
    url: `${route.base}/fal-ai/${route.name}?_subdomain=queue`,
    headers: headersOf(route, context),
    body,
  })
  const refusal = wordsOfRefusal(submitted)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const path = pathOf(readAnswer(submitted, Submitted).response_url)
  context.onHandle?.(path)
  const ended = await endOf(path, submitted, route, context)
  const { polled, result, download } = ended
  return {
    outcome: 'image',
    image: pictureOf(download.bytes),
    warnings: [
      ...warnings,
      ...polled.warnings,
      ...sizeWarnings(request, download.bytes),
      ...extraWarnings(result.images.length - 1),
    ],
    span: { startedAt: submitted.times.sentAt, endedAt: download.endAt },
    earlyMs: polled.earlyMs,
    phases: phasesOfJob({
      submitted,
      ready: polled.response,
      download,
      inferenceMs: inferenceMsOf(ended),
    }),
    ...saidOf(ended),
  }
}

/** A job that was paid for before a kill: its picture, without a latency that nobody saw. */
export async function findFal(
  handle: string,
  route: Route,
  context: EngineContext,
): Promise<EngineOutcome> {
  const ended = await endOf(pathOf(handle), undefined, route, context)
  const inferenceMs = inferenceMsOf(ended)
  return {
    outcome: 'image',
    image: pictureOf(ended.download.bytes),
    warnings: ended.polled.warnings,
    phases: inferenceMs === undefined ? {} : { inferenceMs },
    ...saidOf(ended),
  }
}

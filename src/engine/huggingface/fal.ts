import { z } from 'zod'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import { namedUrl } from '#engine/wire/address.ts'
import { ratioOf } from '#engine/wire/aspect-ratio.ts'
import { bearerOf } from '#engine/wire/bearer.ts'
import { sendJson } from '#engine/wire/exchange.ts'
import { finishedOf, readFal, readStatus, type Ended } from '#engine/wire/fal-answer.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { findJob, runJob, type JobWire } from '#engine/wire/job.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'
import { billingHeader, type Route } from './params.ts'
import { diffusersFields, inputField } from './settings.ts'

const Submitted = z.object({ response_url: z.string() })

const headersOf = (route: Route, context: EngineContext): Record<string, string> => ({
  ...bearerOf(context),
  ...billingHeader(route),
})

/** fal names its own host, which the Hub's key does not open: the job's path is asked for through the router. */
const pathOf = (responseUrl: string): string =>
  namedUrl(responseUrl, 'https://queue.fal.run').pathname

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

async function submit(route: Route, request: EngineRequest, context: EngineContext) {
  const { body, warnings } = await bodyFor(request, route)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${route.base}/fal-ai/${route.name}?_subdomain=queue`,
    headers: headersOf(route, context),
    body,
  })
  return { response, job: pathOf(readFal(response, Submitted).response_url), warnings }
}

/** fal's queue behind the router; a job is known by its path. Source: @huggingface/inference. */
function wireOf(route: Route): JobWire<string, Ended> {
  const get = (path: string, context: EngineContext): Promise<HttpResponse> =>
    sendJson(context, {
      method: 'GET',
      url: `${route.base}/fal-ai${path}?_subdomain=queue`,
      headers: headersOf(route, context),
    })
  return {
    server: route,
    pollIntervalMs: route.params.pollIntervalMs,
    submit: (request, context) => submit(route, request, context),
    handleOf: (path) => path,
    jobOf: pathOf,
    ask: (path, context) => get(`${path}/status`, context),
    read: readStatus,
    finish: async (ended, path, context) => finishedOf(ended, await get(path, context)),
  }
}

export const askFal = (
  route: Route,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> => runJob(wireOf(route), request, context)

/** A job that was paid for before a kill: its picture, without a latency that nobody saw. */
export const findFal = (
  handle: string,
  route: Route,
  context: EngineContext,
): Promise<EngineOutcome> => findJob(wireOf(route), handle, context)

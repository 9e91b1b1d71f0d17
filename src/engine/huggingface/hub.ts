import { z } from 'zod'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { failureOf, jsonOf, refused } from '#engine/wire/answer.ts'
import { bearerOf } from '#engine/wire/bearer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer, sendJson } from '#engine/wire/exchange.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { heldOutcome, type NamedPicture, takePicture } from '#engine/wire/held-picture.ts'
import { wordsOfRefusal } from '#engine/wire/moderation.ts'
import { base64Of, unsupportedSettings } from '#engine/wire/picture.ts'
import { billingHeader, type Route } from './params.ts'
import { diffusersFields, sideFields } from './settings.ts'

/** The picture itself, or one of two shapes in JSON, after the model's server. */
const JsonPicture = z.union([
  z.object({ data: z.array(z.object({ b64_json: z.string() })).min(1) }),
  z.object({ output: z.array(z.string()).min(1) }),
])

const Loading = z.object({ estimated_time: z.number().nonnegative() })

/** A model that is being loaded says for how long, in seconds. */
function failure(response: HttpResponse): CallEnded {
  const outcome = failureOf(response)
  const loading = Loading.safeParse(jsonOf(response))
  if (outcome.outcome === 'failed' && loading.success)
    outcome.error.retryAfterMs ??= loading.data.estimated_time * 1000
  return new CallEnded(outcome)
}

function named(response: HttpResponse): NamedPicture {
  if (response.status !== 200) throw failure(response)
  const type = response.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) return { bytes: response.body }
  const answer = readAnswer(response, JsonPicture)
  return 'data' in answer ? { base64: answer.data[0]?.b64_json } : { url: answer.output[0] }
}

const bodyFor = (
  request: EngineRequest,
  source: string | undefined,
  fields: Record<string, Json>,
): Json => {
  const { prompt, width, height } = request
  if (source === undefined) {
    const settings = { ...diffusersFields(request), ...sideFields(request) }
    return { inputs: prompt, parameters: { ...settings, ...fields } }
  }
  // The spec of image-to-image has no seed, that of text-to-image has.
  const { seed: _seed, ...settings } = diffusersFields(request)
  const size = width === undefined || height === undefined ? {} : { target_size: { width, height } }
  return { inputs: source, parameters: { prompt, ...settings, ...size, ...fields } }
}

/** hf-inference: the Hub's own servers. The picture comes as bytes. Source: @huggingface/inference, its tasks' specs. */
export async function askHub(
  route: Route,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const inputs = await fitInputs(request, { most: 1 })
  const [source] = inputs.images
  const body = bodyFor(request, source && base64Of(source), route.params.fields)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${route.base}/hf-inference/models/${route.name}`,
    headers: { ...bearerOf(context), ...billingHeader(route), accept: 'image/png' },
    body,
  })
  const warnings = [
    ...inputs.warnings,
    ...unsupportedSettings(
      request,
      ['aspectRatio', 'quality', 'mask', ...(source ? (['seed'] as const) : [])],
      'this API has no such field',
    ),
  ]
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const taken = await takePicture(named(response), response, route, context)
  const requestId = response.headers['x-request-id']
  return heldOutcome({
    request,
    response,
    taken,
    warnings,
    server: requestId === undefined ? {} : { requestId },
  })
}

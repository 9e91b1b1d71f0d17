import { z } from 'zod'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { badResponse, refused } from '#engine/wire/answer.ts'
import { bearerOf } from '#engine/wire/bearer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { ratioOf } from '#engine/wire/aspect-ratio.ts'
import { readAnswer, sendJson } from '#engine/wire/exchange.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { heldOutcome, takePicture } from '#engine/wire/held-picture.ts'
import { speaksOfModeration, wordsOfRefusal } from '#engine/wire/moderation.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'
import { billingHeader, type Route } from './params.ts'
import { diffusersFields, inputField } from './settings.ts'

const Prediction = z.object({
  id: z.string().nullish(),
  status: z.string().nullish(),
  output: z.union([z.string(), z.array(z.string()).min(1)]).nullish(),
  error: z.string().nullish(),
  metrics: z.object({ predict_time: z.number().nonnegative().nullish() }).nullish(),
})
type Prediction = z.infer<typeof Prediction>

/** `owner/name` runs its newest version, `owner/name:version` that one. */
const routeOf = ({ base, name }: Route): string =>
  name.includes(':')
    ? `${base}/replicate/v1/predictions`
    : `${base}/replicate/v1/models/${name}/predictions`

/** Replicate's model pages: Kontext, FLUX.2, FLUX.2 klein, and the name that most others have. */
function imageFieldOf(model: string): string {
  if (model.includes('kontext')) return 'input_image'
  if (model.includes('klein')) return 'images'
  return model.includes('flux-2') ? 'input_images' : 'image'
}

/** FLUX's guidance has another name here. */
function settingFields(request: EngineRequest, model: string): Record<string, Json> {
  const { guidance, ...others } = request
  if (guidance === undefined || !model.includes('flux')) return diffusersFields(request)
  return { ...diffusersFields(others), guidance }
}

async function bodyFor(request: EngineRequest, { name, params }: Route) {
  const inputs = await fitInputs(request, { most: 1 })
  const [source] = inputs.images.map(dataUriOf)
  const shape = ratioOf(request)
  return {
    body: {
      ...(name.includes(':') ? { version: name.split(':')[1] } : {}),
      input: {
        prompt: request.prompt,
        ...inputField(source, params.imageField ?? imageFieldOf(name)),
        ...settingFields(request, name),
        ...(shape.ratio === undefined ? {} : { aspect_ratio: shape.ratio }),
        output_format: 'png',
        ...params.fields,
      },
    },
    warnings: [
      ...inputs.warnings,
      ...shape.warnings,
      ...unsupportedSettings(request, ['quality', 'mask'], 'this route has no such field'),
    ],
  }
}

/** The address of the picture. @throws CallEnded for every other end */
function pictureAddress({ status, output, error }: Prediction): string | undefined {
  if (error != null && error !== '')
    throw new CallEnded(speaksOfModeration(error) ? refused(error) : badResponse(error))
  if (status === 'starting' || status === 'processing') {
    throw new CallEnded(
      badResponse(`the prediction is still "${status}": how to ask for it again is not documented`),
    )
  }
  if (status != null && status !== 'succeeded')
    throw new CallEnded(badResponse(`the prediction ended as "${status}"`))
  return Array.isArray(output) ? output[0] : (output ?? undefined)
}

const seconds = (value: number | null | undefined): number | undefined =>
  value == null ? undefined : value * 1000

const answerOf = (response: HttpResponse): Prediction => readAnswer(response, Prediction)

/** Replicate behind the router, which waits with the answer (at most 60 s). Source: @huggingface/inference. */
export async function askReplicate(
  route: Route,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyFor(request, route)
  const response = await sendJson(context, {
    method: 'POST',
    url: routeOf(route),
    headers: { ...bearerOf(context), ...billingHeader(route), prefer: 'wait' },
    body,
  })
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const prediction = answerOf(response)
  const taken = await takePicture({ url: pictureAddress(prediction) }, response, route, context)
  return heldOutcome({
    request,
    response,
    taken,
    warnings,
    inferenceMs: seconds(prediction.metrics?.predict_time),
    server: prediction.id == null ? {} : { id: prediction.id },
  })
}

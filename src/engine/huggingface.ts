import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { askFal, findFal } from './huggingface/fal.ts'
import { askHub } from './huggingface/hub.ts'
import { billingHeader, Params, type Route } from './huggingface/params.ts'
import { askReplicate } from './huggingface/replicate.ts'
import { askImages } from './together/ask.ts'
import { exchanged, foundAgain } from './wire/call-ended.ts'
import { modelNameOf, serverOf } from './wire/server.ts'

type Ask = (route: Route, request: EngineRequest, context: EngineContext) => Promise<EngineOutcome>

/** Each provider's own answer comes through the router as it is. */
const asks: Record<Params['provider'], Ask> = {
  'hf-inference': askHub,
  'fal-ai': askFal,
  replicate: askReplicate,
  together: (route, request, context) =>
    askImages(
      {
        ...route,
        base: `${route.base}/together/v1`,
        params: { guidanceField: 'guidance_scale', fields: route.params.fields },
        headers: billingHeader(route),
      },
      request,
      context,
    ),
}

/**
 * Hugging Face's router to its inference providers, by plain requests. `engine.model` is the provider's own name of
 * the model, which the Hub's `inferenceProviderMapping` tells; for `hf-inference` the Hub's. It is not looked up here:
 * that would be a second question within a timed call.
 *
 * Not known, so not built: how a prediction of Replicate that outlives its first answer is asked for through the
 * router, the wires of other providers, and whether the router tells a cost. Source: @huggingface/inference.
 */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'black-forest-labs/FLUX.1-Kontext-dev')
  const server = serverOf(model, Params, 'https://router.huggingface.co')
  const route: Route = { ...server, name }
  const ask = asks[server.params.provider]
  return {
    kind: 'huggingface',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true, maxInputs: 1 },
    generate: (request, context) => exchanged(context, () => ask(route, request, context)),
    ...(server.params.provider === 'fal-ai'
      ? {
          reattach: (handle: string, context: EngineContext) =>
            foundAgain(context, () => findFal(handle, route, context)),
        }
      : {}),
  }
}

import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { namedPictures } from './datacrunch/answer.ts'
import { familyOf, type Family } from './datacrunch/family.ts'
import { bodyOf, Params } from './datacrunch/request.ts'
import { refused } from './wire/answer.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged } from './wire/call-ended.ts'
import { sendJson } from './wire/exchange.ts'
import { heldOutcome, takePicture } from './wire/held-picture.ts'
import { wordsOfRefusal } from './wire/moderation.ts'
import { extraWarnings } from './wire/picture.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  family: Family
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.family, server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${server.base}/${server.family.path}`,
    headers: { ...bearerOf(context), accept: 'application/json, image/*' },
    body,
  })
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const [first, ...extras] = namedPictures(response)
  const taken = await takePicture(first, response, server, context)
  return heldOutcome({
    request,
    response,
    taken,
    warnings: [...warnings, ...extraWarnings(extras.length)],
  })
}

/**
 * DataCrunch, now Verda: its inference endpoints, one path a model, the picture in the answer.
 *
 * Documented by the provider: FLUX.2 [dev], [flex], [pro]. Read off public clients, never off a document: FLUX.1
 * Kontext [dev] and its answer, Kontext [pro] and [max] on the relay, FLUX.2 [klein]. Not known: how a moderation is
 * told (its words decide), whether a cost or a time is ever told, limits of inputs, seed and size of FLUX.2 [dev].
 * `params` name another path and other fields where the provider moves on.
 */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'flux-kontext-dev')
  const { base, ...known } = familyOf(name)
  const server = serverOf(model, Params, base)
  const { path, wrap, imageField, sizeForm, stepsField, guidanceField, seedField } = server.params
  const chosen = { path, wrap, imageField, sizeForm, stepsField, guidanceField, seedField }
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined)
  const family: Family = { ...known, ...Object.fromEntries(given) }
  return {
    kind: 'datacrunch',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: family.seedField !== undefined },
    generate: (request, context) =>
      exchanged(context, () => outcomeOf({ ...server, family }, request, context)),
  }
}

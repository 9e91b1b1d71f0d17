import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { ImagesAnswer } from './together/answer.ts'
import { bodyOf, Params } from './together/request.ts'
import { refused } from './wire/answer.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged } from './wire/call-ended.ts'
import { readAnswer, sendJson } from './wire/exchange.ts'
import { heldOutcome, takePicture } from './wire/held-picture.ts'
import { wordsOfRefusal } from './wire/moderation.ts'
import { extraWarnings } from './wire/picture.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.name, server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${server.base}/images/generations`,
    headers: bearerOf(context),
    body,
  })
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const answer = readAnswer(response, ImagesAnswer)
  const [first, ...extras] = answer.data
  const taken = await takePicture(
    { base64: first?.b64_json, url: first?.url },
    response,
    server,
    context,
  )
  const seconds = first?.timings?.inference
  return heldOutcome({
    request,
    response,
    taken,
    inferenceMs: seconds == null ? undefined : seconds * 1000,
    server: answer.id == null ? {} : { id: answer.id },
    warnings: [...warnings, ...extraWarnings(extras.length)],
  })
}

/** Together AI's images/generations: FLUX.1 Kontext, FLUX.2 and others, edits included. No cost in its answers. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'black-forest-labs/FLUX.1-kontext-pro')
  const server: Server = { ...serverOf(model, Params, 'https://api.together.ai/v1'), name }
  return {
    kind: 'together',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
  }
}

import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import {
  picturesOf,
  readAnswer,
  tokensOf,
  wordsOfRefusal,
  wordsWithoutPicture,
} from './gemini/answer.ts'
import { bodyOf, Params } from './gemini/request.ts'
import { badResponse, refused } from './wire/answer.ts'
import { exchanged } from './wire/call-ended.ts'
import { sendJson } from './wire/exchange.ts'
import { heldOutcome, takePicture } from './wire/held-picture.ts'
import { extraWarnings } from './wire/picture.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

/** The version is part of every address; named by the user where it is not the usual one. */
const addressOf = ({ base, name }: Server): string =>
  `${/\/v\d\w*$/.test(base) ? base : `${base}/v1beta`}/models/${name}:generateContent`

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: addressOf(server),
    // Never in the address, which servers and proxies write down.
    headers: context.apiKey === undefined ? {} : { 'x-goog-api-key': context.apiKey },
    body,
  })
  const answer = readAnswer(response)
  const tokens = tokensOf(answer)
  const said = {
    ...(answer.usageMetadata == null ? {} : { usage: answer.usageMetadata }),
    ...(answer.modelVersion == null ? {} : { modelVersion: answer.modelVersion }),
  }
  const [first, ...extras] = picturesOf(answer)
  if (first === undefined) {
    const refusal = wordsOfRefusal(answer)
    const ended =
      refusal === undefined ? badResponse(wordsWithoutPicture(answer)) : refused(refusal)
    return { ...ended, warnings, server: said, ...(tokens ? { tokens } : {}) }
  }
  const taken = await takePicture({ base64: first }, response, server, context)
  return heldOutcome({
    request,
    response,
    taken,
    tokens,
    server: said,
    warnings: [...warnings, ...extraWarnings(extras.length)],
  })
}

/** Google's Gemini image models by generateContent. It says no times of its own, and takes no size but shapes. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'gemini-2.5-flash-image').replace(/^models\//, '')
  const base = 'https://generativelanguage.googleapis.com/v1beta'
  const server: Server = { ...serverOf(model, Params, base), name }
  return {
    kind: 'gemini',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
  }
}

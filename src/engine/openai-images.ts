import type { Warning } from '#schema/attempt.ts'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { ImagesAnswer, inferenceMsOf, refusalOf, saidByServer, tokensOf } from './openai/answer.ts'
import { familyOf } from './openai/family.ts'
import { Params } from './openai/params.ts'
import { fieldsOf, jsonEditOf, multipartOf } from './openai/request.ts'
import { routeOf } from './openai/route.ts'
import { refused } from './wire/answer.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged } from './wire/call-ended.ts'
import { readAnswer } from './wire/exchange.ts'
import { fitInputs } from './wire/fit-inputs.ts'
import { heldOutcome, takePicture } from './wire/held-picture.ts'
import { extraWarnings } from './wire/picture.ts'
import { serverOf, type WireServer } from './wire/server.ts'

type Server = WireServer<Params>

/** Base64 in JSON may have 20 MiB a picture at OpenAI; whoever takes more has no limit of its own told. */
const jsonBytes = 15 * 1024 * 1024

async function ask(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<{ response: HttpResponse; warnings: Warning[] }> {
  const { params, model } = server
  const family = familyOf(model)
  const { fields, warnings } = fieldsOf(request, model, family, params)
  const bytes = Math.min(family.bytes ?? Infinity, params.edits === 'json' ? jsonBytes : Infinity)
  const inputs = await fitInputs(request, { most: family.inputs, bytes })
  const edit = { images: inputs.images, mask: request.mask }
  const isEdit = edit.images.length > 0
  const { body, contentType } =
    isEdit && params.edits === 'multipart'
      ? await multipartOf(edit, fields, params)
      : {
          body: JSON.stringify(isEdit ? await jsonEditOf(edit, fields, params) : fields),
          contentType: 'application/json',
        }
  const response = await context.http.send({
    method: 'POST',
    url: routeOf(server.base, isEdit ? params.editsPath : 'images/generations'),
    headers: { 'content-type': contentType, ...bearerOf(context) },
    body,
    signal: context.signal,
  })
  return { response, warnings: [...warnings, ...inputs.warnings] }
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { response, warnings } = await ask(server, request, context)
  const refusal = refusalOf(response)
  if (refusal !== undefined) {
    const { words, details } = refusal
    return {
      ...refused(words),
      warnings,
      ...(details === undefined ? {} : { server: { moderation: details } }),
    }
  }
  const answer = readAnswer(response, ImagesAnswer)
  const [first, ...extras] = answer.data
  const taken = await takePicture(
    { base64: first?.b64_json, url: first?.url },
    response,
    server,
    context,
  )
  return heldOutcome({
    request,
    response,
    taken,
    inferenceMs: inferenceMsOf(answer, response),
    tokens: tokensOf(answer, request.images.length > 0),
    server: saidByServer(answer, response),
    warnings: [...warnings, ...extraWarnings(extras.length)],
  })
}

/**
 * Servers that speak OpenAI's images protocol: OpenAI, xAI, Seedream, DeepInfra, vLLM-Omni, SGLang, LocalAI and
 * others. Partial pictures are never asked for: they would be a second clock.
 */
export function createEngine(model: Model): Engine {
  const server = serverOf(model, Params, 'https://api.openai.com/v1')
  return {
    kind: 'openai-images',
    work: 'wire',
    capabilities: { edit: true, generate: true, mask: true, seed: server.params.sendSeed },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
  }
}

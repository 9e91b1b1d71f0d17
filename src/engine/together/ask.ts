import type { EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import { refused } from '#engine/wire/answer.ts'
import { bearerOf } from '#engine/wire/bearer.ts'
import { readAnswer, sendJson } from '#engine/wire/exchange.ts'
import { heldOutcome, takePicture } from '#engine/wire/held-picture.ts'
import { wordsOfRefusal } from '#engine/wire/moderation.ts'
import { extraWarnings } from '#engine/wire/picture.ts'
import { ImagesAnswer } from './answer.ts'
import { bodyOf, type Params } from './request.ts'

export interface TogetherServer {
  base: string
  host: string
  /** Together's own name of the model. */
  name: string
  params: Params
  headers?: Record<string, string>
}

/** One question, the picture in its answer. @throws CallEnded */
export async function askImages(
  server: TogetherServer,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.name, server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${server.base}/images/generations`,
    headers: { ...server.headers, ...bearerOf(context) },
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

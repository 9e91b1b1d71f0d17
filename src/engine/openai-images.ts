import type { Warning } from '#schema/attempt.ts'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { ImagesAnswer, refusalOf } from './openai/answer.ts'
import { fieldsOf, multipartOf, Params } from './openai/request.ts'
import { badResponse, refused } from './wire/answer.ts'
import { CallEnded, exchanged } from './wire/call-ended.ts'
import { downloadPicture, readAnswer } from './wire/exchange.ts'
import { bytesOfBase64, extraWarnings, pictureOf, sizeWarnings } from './wire/picture.ts'
import { serverOf, type WireServer } from './wire/server.ts'

type Server = WireServer<Params>

const route = ({ base }: Server, path: string): string =>
  `${/\/v\d+$/.test(base) ? base : `${base}/v1`}/${path}`

async function ask(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<{ response: HttpResponse; warnings: Warning[] }> {
  const { fields, warnings } = fieldsOf(request, server.model, server.params)
  const edits = request.images.length > 0
  const { body, contentType } = edits
    ? await multipartOf(request, fields, server.params)
    : { body: JSON.stringify(fields), contentType: 'application/json' }
  const response = await context.http.send({
    method: 'POST',
    url: route(server, edits ? 'images/edits' : 'images/generations'),
    headers: {
      'content-type': contentType,
      ...(context.apiKey === undefined ? {} : { authorization: `Bearer ${context.apiKey}` }),
    },
    body,
    signal: context.signal,
  })
  return { response, warnings }
}

interface Taken {
  bytes: Uint8Array
  endAt: number
  downloadMs?: number
}

/** The first picture of an answer, which holds it or names its address. */
async function takePicture(
  answer: ImagesAnswer,
  response: HttpResponse,
  server: Server,
  context: EngineContext,
): Promise<Taken> {
  const [first] = answer.data
  if (first?.b64_json) return { bytes: bytesOfBase64(first.b64_json), endAt: response.times.endAt }
  if (!first?.url) throw new CallEnded(badResponse('the answer holds neither b64_json nor url'))
  const { bytes, endAt, durationMs } = await downloadPicture(first.url, server, context)
  return { bytes, endAt, downloadMs: durationMs }
}

const inferenceOf = (answer: ImagesAnswer, response: HttpResponse): number | undefined => {
  if (answer.inference_time_s != null) return answer.inference_time_s * 1000
  const header = Number(response.headers['openai-processing-ms'])
  return response.headers['openai-processing-ms'] !== undefined && Number.isFinite(header)
    ? header
    : undefined
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { response, warnings } = await ask(server, request, context)
  const refusal = refusalOf(response)
  if (refusal !== undefined) return { ...refused(refusal), warnings }
  const answer = readAnswer(response, ImagesAnswer)
  const { bytes, endAt, downloadMs } = await takePicture(answer, response, server, context)
  const inferenceMs = inferenceOf(answer, response)
  return {
    outcome: 'image',
    image: pictureOf(bytes),
    warnings: [
      ...warnings,
      ...sizeWarnings(request, bytes),
      ...extraWarnings(answer.data.length - 1),
    ],
    span: { startedAt: response.times.sentAt, endedAt: endAt },
    phases: {
      submitMs: response.times.endAt - response.times.sentAt,
      ...(inferenceMs === undefined ? {} : { inferenceMs }),
      ...(downloadMs === undefined ? {} : { downloadMs }),
    },
    server: {
      ...(answer.usage ? { usage: answer.usage } : {}),
      ...(answer.peak_memory_mb == null ? {} : { peakMemoryMb: answer.peak_memory_mb }),
      ...(response.headers['x-request-id'] === undefined
        ? {}
        : { requestId: response.headers['x-request-id'] }),
    },
  }
}

/** Servers that speak OpenAI's images protocol: OpenAI, vLLM-Omni, SGLang, stable-diffusion.cpp and others. */
export function createEngine(model: Model): Engine {
  const server = serverOf(model, Params)
  return {
    kind: 'openai-images',
    work: 'wire',
    capabilities: { edit: true, generate: true, mask: true, seed: server.params.sendSeed },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
  }
}

import type { Warning } from '#schema/attempt.ts'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { inspectImage } from '#image/inspect.ts'
import { badResponse, ImagesAnswer, jsonOf, outcomeOfError } from './openai/answer.ts'
import { fieldsOf, multipartOf, Params } from './openai/request.ts'

interface Server {
  baseUrl: URL
  model: string | undefined
  params: Params
}

const route = ({ baseUrl }: Server, path: string): string => {
  const base = baseUrl.href.replace(/\/+$/, '')
  return `${/\/v\d+$/.test(base) ? base : `${base}/v1`}/${path}`
}

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

/** Fetches a url answer without the key; an answer may not point us into the local network. */
async function download(
  url: string,
  server: Server,
  context: EngineContext,
): Promise<HttpResponse> {
  const target = new URL(url, server.baseUrl)
  if (!['http:', 'https:'].includes(target.protocol))
    throw new KontextError('bad-url', `the answer names a ${target.protocol} address`)
  return context.http.send({
    method: 'GET',
    url: target.href,
    signal: context.signal,
    publicOnly: target.host !== server.baseUrl.host,
  })
}

const inferenceOf = (answer: ImagesAnswer, response: HttpResponse): number | undefined => {
  if (answer.inference_time_s != null) return answer.inference_time_s * 1000
  const header = Number(response.headers['openai-processing-ms'])
  return response.headers['openai-processing-ms'] !== undefined && Number.isFinite(header)
    ? header
    : undefined
}

function sizeWarning(request: EngineRequest, bytes: Uint8Array): Warning[] {
  const { width, height } = inspectImage(bytes)
  if (request.width === undefined || request.height === undefined) return []
  if (width === request.width && height === request.height) return []
  return [
    {
      kind: 'resized',
      feature: 'size',
      message: `asked ${request.width}x${request.height}, got ${width}x${height}`,
    },
  ]
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { response, warnings } = await ask(server, request, context)
  if (response.status < 200 || response.status > 299) {
    return { ...outcomeOfError(response, Date.now()), warnings }
  }
  const parsed = ImagesAnswer.safeParse(jsonOf(response))
  const first = parsed.success ? parsed.data.data[0] : undefined
  if (!parsed.success || !first) return badResponse('the answer holds no image data')
  let bytes: Uint8Array
  let endAt = response.times.endAt
  let downloadMs: number | undefined
  if (first.b64_json) bytes = new Uint8Array(Buffer.from(first.b64_json, 'base64'))
  else if (first.url) {
    const file = await download(first.url, server, context)
    if (file.status !== 200)
      return badResponse(`the picture's address answered HTTP ${file.status}`)
    bytes = file.body
    endAt = file.times.endAt
    downloadMs = file.times.endAt - file.times.sentAt
  } else return badResponse('the answer holds neither b64_json nor url')
  const extras = parsed.data.data.length - 1
  const inferenceMs = inferenceOf(parsed.data, response)
  return {
    outcome: 'image',
    image: { bytes, mediaType: inspectImage(bytes).mediaType },
    warnings: [
      ...warnings,
      ...sizeWarning(request, bytes),
      ...(extras > 0
        ? [
            {
              kind: 'extra-images' as const,
              message: `${extras} more images were sent and dropped`,
            },
          ]
        : []),
    ],
    span: { startedAt: response.times.sentAt, endedAt: endAt },
    phases: {
      submitMs: response.times.endAt - response.times.sentAt,
      ...(inferenceMs === undefined ? {} : { inferenceMs }),
      ...(downloadMs === undefined ? {} : { downloadMs }),
    },
    server: {
      ...(parsed.data.usage ? { usage: parsed.data.usage } : {}),
      ...(parsed.data.peak_memory_mb == null ? {} : { peakMemoryMb: parsed.data.peak_memory_mb }),
      ...(response.headers['x-request-id'] === undefined
        ? {}
        : { requestId: response.headers['x-request-id'] }),
    },
  }
}

function outcomeOfThrown(error: unknown, context: EngineContext): EngineOutcome {
  if (context.signal.aborted) return { outcome: 'cancelled', warnings: [] }
  const message = error instanceof Error ? error.message : String(error)
  const isWire = error instanceof KontextError && error.code === 'network'
  return isWire
    ? { outcome: 'failed', warnings: [], error: { kind: 'network', message, retryable: true } }
    : badResponse(message)
}

/** Servers that speak OpenAI's images protocol: OpenAI, vLLM-Omni, SGLang, stable-diffusion.cpp and others. */
export function createEngine(model: Model): Engine {
  const { baseUrl, model: providerModel, params } = model.engine
  const field = `models.${model.id}.engine`
  if (baseUrl === undefined) {
    throw new UserError(
      'the engine has no baseUrl',
      'Give the server address, for example http://127.0.0.1:8000/v1.',
      { field },
    )
  }
  const server: Server = {
    baseUrl: new URL(baseUrl),
    model: providerModel,
    params: parseAt(Params, params ?? {}, { field: `${field}.params` }),
  }
  return {
    kind: 'openai-images',
    work: 'wire',
    capabilities: { edit: true, generate: true, mask: true, seed: server.params.sendSeed },
    async generate(request, context) {
      try {
        return await outcomeOf(server, request, context)
      } catch (error) {
        return outcomeOfThrown(error, context)
      }
    },
  }
}

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { inspectImage } from '#image/inspect.ts'
import type { Clock } from '#schema/clock.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Capabilities, Model } from '#schema/model.ts'
import { ByteShelf } from '#web/byte-shelf.ts'
import { HttpError } from '#web/http/http-error.ts'
import { readBytes, readJson } from '#web/http/read-body.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { sendBytes, sendJson } from '#web/http/send.ts'
import type { GenerateAnswer } from '../../pipeline.ts'

export interface PlayModel {
  model: Model
  capabilities: Capabilities | null
  isFree: boolean
  /** Name of a variable of the environment that is not set. */
  missingKey: string | undefined
}

export interface PlayDesk {
  models: () => Promise<PlayModel[]>
  /** USD expected; undefined where it cannot be told. */
  quote: (model: Model, request: EngineRequest) => number | undefined
  call: (
    model: Model,
    request: EngineRequest,
    signal: AbortSignal,
  ) => Promise<{ answer: GenerateAnswer; bytes?: Uint8Array }>
  clock: Clock
}

const pictureLimit = 24 * 1024 * 1024
const mostPictureBytes = 256 * 1024 * 1024
const quoteLifeMs = 15 * 60 * 1000
const mostQuotes = 200
const mostOpenCalls = 4

const side = z.int().min(64).max(4096)

const QuoteBody = z.strictObject({
  model: z.string().max(300),
  pictures: z.array(z.string().max(64)).max(16),
  width: side.optional(),
  height: side.optional(),
})
const CallBody = z.strictObject({
  quote: z.string().max(64),
  prompt: z.string().min(1).max(20_000),
  seed: z.int().nonnegative().optional(),
})

/** What was said to cost how much; it is called once at most. */
interface Quote {
  model: Model
  request: Omit<EngineRequest, 'prompt'>
  until: number
}

const inspected = (bytes: Uint8Array): EncodedImage & { width: number; height: number } => {
  try {
    return { bytes, ...inspectImage(bytes) }
  } catch {
    throw new HttpError(415, 'no-picture', 'the file is no picture of a known format')
  }
}

const listed = ({ model, capabilities, isFree, missingKey }: PlayModel) => ({
  id: model.id,
  name: model.name,
  kind: model.engine.kind,
  edit: capabilities?.edit ?? null,
  generate: capabilities?.generate ?? null,
  maxInputs: capabilities?.maxInputs ?? null,
  seed: capabilities?.seed ?? null,
  isFree,
  missingKey: missingKey ?? null,
})

export function playRoutes(desk: PlayDesk): Route[] {
  const pictures = new ByteShelf<EncodedImage>(mostPictureBytes)
  const quotes = new Map<string, Quote>()
  let openCalls = 0

  const keep = (image: EncodedImage): string => {
    const id = randomBytes(16).toString('hex')
    pictures.put(id, image, image.bytes.byteLength)
    return id
  }
  const kept = (id: string): EncodedImage => {
    const image = pictures.get(id)
    if (!image) throw new HttpError(410, 'picture-gone', 'the picture is not kept any more')
    return image
  }

  const upload = async ({ request, response }: Asked): Promise<void> => {
    const { width, height, ...image } = inspected(await readBytes(request, pictureLimit))
    sendJson(response, { id: keep(image), width, height })
  }

  const sendQuote = async ({ request, response }: Asked): Promise<void> => {
    const asked = await readJson(request, QuoteBody)
    const found = (await desk.models()).find(({ model }) => model.id === asked.model)
    if (!found) throw new HttpError(404, 'not-found', 'there is no such model')
    const given: Quote['request'] = {
      images: asked.pictures.map((id, index) => ({
        ...kept(id),
        role: index === 0 ? ('source' as const) : ('reference' as const),
      })),
      ...(asked.width === undefined ? {} : { width: asked.width }),
      ...(asked.height === undefined ? {} : { height: asked.height }),
    }
    const id = randomBytes(16).toString('hex')
    const until = desk.clock.monotonic() + quoteLifeMs
    quotes.set(id, { model: found.model, request: given, until })
    for (const oldest of quotes.keys()) if (quotes.size > mostQuotes) quotes.delete(oldest)
    const usd = desk.quote(found.model, { ...given, prompt: '' })
    sendJson(response, { quote: id, usd: usd ?? null, isFree: found.isFree })
  }

  /** Taken away as it is redeemed: a second click needs a second price. */
  const redeem = (id: string): Quote => {
    const quote = quotes.get(id)
    quotes.delete(id)
    if (quote && quote.until > desk.clock.monotonic()) return quote
    throw new HttpError(410, 'quote-gone', 'the price was told too long ago, or used')
  }

  const call = async ({ request, response, signal }: Asked): Promise<void> => {
    const { quote, prompt, seed } = await readJson(request, CallBody)
    if (openCalls >= mostOpenCalls)
      throw new HttpError(429, 'too-often', `${mostOpenCalls} calls are open already`)
    const { model, request: given } = redeem(quote)
    openCalls += 1
    try {
      const asked = { ...given, prompt, ...(seed === undefined ? {} : { seed }) }
      const { answer, bytes } = await desk.call(model, asked, signal)
      if (!bytes) return sendJson(response, { ...answer, model: model.id })
      const { width, height, ...image } = inspected(bytes)
      sendJson(response, { ...answer, model: model.id, image: { id: keep(image), width, height } })
    } finally {
      openCalls -= 1
    }
  }

  const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    method,
    path,
    audience: 'operator',
    handle,
  })
  return [
    route('GET', '/api/play/models', async ({ response }) =>
      sendJson(response, (await desk.models()).map(listed)),
    ),
    route('POST', '/api/play/pictures', upload),
    route('GET', '/api/play/pictures/:id', ({ params, response }) => {
      const { bytes, mediaType } = kept(params['id'] ?? '')
      sendBytes(response, bytes, mediaType)
    }),
    route('POST', '/api/play/quote', sendQuote),
    route('POST', '/api/play/call', call),
  ]
}

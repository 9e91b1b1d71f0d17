import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { inspectImage } from '#image/inspect.ts'
import type { Clock } from '#schema/clock.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Capabilities, Model } from '#schema/model.ts'
import { ByteShelf } from '#web/byte-shelf.ts'
import { HttpError } from '#web/http/http-error.ts'
import { readBytes, readJson } from '#web/http/read-body.ts'
import type { Route } from '#web/http/route.ts'
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

/** Pictures, prices and calls of the Playground; all in memory, and gone with the server. */
class PlayTable {
  readonly #desk: PlayDesk
  readonly #pictures = new ByteShelf<EncodedImage>(mostPictureBytes)
  readonly #quotes = new Map<string, Quote>()
  #openCalls = 0

  constructor(desk: PlayDesk) {
    this.#desk = desk
  }

  keep(image: EncodedImage): string {
    const id = randomBytes(16).toString('hex')
    this.#pictures.put(id, image, image.bytes.byteLength)
    return id
  }

  /** @throws HttpError 410 */
  picture(id: string): EncodedImage {
    const image = this.#pictures.get(id)
    if (!image) throw new HttpError(410, 'picture-gone', 'the picture is not kept any more')
    return image
  }

  async quote(asked: z.infer<typeof QuoteBody>) {
    const found = (await this.#desk.models()).find(({ model }) => model.id === asked.model)
    if (!found) throw new HttpError(404, 'not-found', 'there is no such model')
    const given: Quote['request'] = {
      images: asked.pictures.map((id, index) => ({
        ...this.picture(id),
        role: index === 0 ? ('source' as const) : ('reference' as const),
      })),
      ...(asked.width === undefined ? {} : { width: asked.width }),
      ...(asked.height === undefined ? {} : { height: asked.height }),
    }
    const id = randomBytes(16).toString('hex')
    const until = this.#desk.clock.monotonic() + quoteLifeMs
    this.#quotes.set(id, { model: found.model, request: given, until })
    for (const oldest of this.#quotes.keys())
      if (this.#quotes.size > mostQuotes) this.#quotes.delete(oldest)
    const usd = this.#desk.quote(found.model, { ...given, prompt: '' })
    return { quote: id, usd: usd ?? null, isFree: found.isFree }
  }

  async call({ quote, prompt, seed }: z.infer<typeof CallBody>, signal: AbortSignal) {
    if (this.#openCalls >= mostOpenCalls)
      throw new HttpError(429, 'too-often', `${mostOpenCalls} calls are open already`)
    const { model, request } = this.#redeem(quote)
    this.#openCalls += 1
    try {
      const asked = { ...request, prompt, ...(seed === undefined ? {} : { seed }) }
      const { answer, bytes } = await this.#desk.call(model, asked, signal)
      if (!bytes) return { ...answer, model: model.id }
      const { width, height, ...image } = inspected(bytes)
      return { ...answer, model: model.id, image: { id: this.keep(image), width, height } }
    } finally {
      this.#openCalls -= 1
    }
  }

  /** Taken away as it is redeemed: a second click needs a second price. */
  #redeem(id: string): Quote {
    const quote = this.#quotes.get(id)
    this.#quotes.delete(id)
    if (quote && quote.until > this.#desk.clock.monotonic()) return quote
    throw new HttpError(410, 'quote-gone', 'the price was told too long ago, or used')
  }
}

/** The Playground, for whoever runs the server: a call is made only with a price that was told before. */
export function playRoutes(desk: PlayDesk): Route[] {
  const table = new PlayTable(desk)
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
    route('POST', '/api/play/pictures', async ({ request, response }) => {
      const { width, height, ...image } = inspected(await readBytes(request, pictureLimit))
      sendJson(response, { id: table.keep(image), width, height })
    }),
    route('GET', '/api/play/pictures/:id', ({ params, response }) => {
      const { bytes, mediaType } = table.picture(params['id'] ?? '')
      sendBytes(response, bytes, mediaType)
    }),
    route('POST', '/api/play/quote', async ({ request, response }) =>
      sendJson(response, await table.quote(await readJson(request, QuoteBody))),
    ),
    route('POST', '/api/play/call', async ({ request, response, signal }) =>
      sendJson(response, await table.call(await readJson(request, CallBody), signal)),
    ),
  ]
}

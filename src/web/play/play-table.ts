import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { inspectImage } from '#image/inspect.ts'
import type { Clock } from '#schema/clock.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Capabilities, Model } from '#schema/model.ts'
import { ByteShelf } from '#web/byte-shelf.ts'
import { HttpError } from '#web/http/http-error.ts'
import type { GenerateAnswer } from '../../pipeline.ts'
import { Purse, type Price } from './purse.ts'

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
  /** Of all calls while the server runs. */
  budgetUsd: number
  clock: Clock
}

const mostPictureBytes = 256 * 1024 * 1024
const mostPixels = 64 * 1024 * 1024
const quoteLifeMs = 15 * 60 * 1000
const mostQuotes = 200
const mostOpenCalls = 4

const side = z.int().min(64).max(4096)

/** Pictures are names of what was sent before: no address is ever fetched for a visitor. */
export const QuoteBody = z.strictObject({
  model: z.string().max(300),
  pictures: z.array(z.string().max(64)).max(16),
  width: side.optional(),
  height: side.optional(),
})
export const CallBody = z.strictObject({
  quote: z.string().max(64),
  prompt: z.string().min(1).max(20_000),
  seed: z.int().nonnegative().optional(),
})

/** What was said to cost how much; it is called once at most. */
interface Quote {
  model: Model
  request: Omit<EngineRequest, 'prompt'>
  price: Price
  until: number
}

type Sized = EncodedImage & { width: number; height: number }

/** By what the bytes say of themselves; a page, a drawing or a script is no picture, whatever it is called. */
function inspected(bytes: Uint8Array): Sized {
  let facts: ReturnType<typeof inspectImage>
  try {
    facts = inspectImage(bytes)
  } catch {
    throw new HttpError(415, 'no-picture', 'the file is no picture of a known format')
  }
  if (facts.width * facts.height > mostPixels)
    throw new HttpError(413, 'too-large', `the picture has more than ${mostPixels} pixels`)
  return { bytes, ...facts }
}

/** Without a key nobody can send a bill: a server or a command of the user's own. */
const priceOf = ({ model, isFree }: PlayModel, usd: number | undefined): Price => ({
  usd,
  isPaid: !isFree && (usd === undefined ? model.engine.apiKeyEnv !== undefined : usd > 0),
})

/** Pictures, prices and calls of the Playground; all in memory, and gone with the server. */
export class PlayTable {
  readonly #desk: PlayDesk
  readonly #purse: Purse
  readonly #pictures = new ByteShelf<EncodedImage>(mostPictureBytes)
  readonly #quotes = new Map<string, Quote>()
  #openCalls = 0

  constructor(desk: PlayDesk) {
    this.#desk = desk
    this.#purse = new Purse(desk.budgetUsd)
  }

  /** @throws HttpError 413 or 415 */
  keep(bytes: Uint8Array): { id: string; width: number; height: number } {
    const { width, height, ...image } = inspected(bytes)
    const id = randomBytes(16).toString('hex')
    this.#pictures.put(id, image, bytes.byteLength)
    return { id, width, height }
  }

  /** @throws HttpError 410 */
  picture(id: string): EncodedImage {
    const image = this.#pictures.get(id)
    if (!image) throw new HttpError(410, 'picture-gone', 'the picture is not kept any more')
    return image
  }

  /** What a call would cost, and why it would not be made. @throws HttpError 404 or 410 */
  async quote(asked: z.infer<typeof QuoteBody>) {
    const found = (await this.#desk.models()).find(({ model }) => model.id === asked.model)
    if (!found) throw new HttpError(404, 'not-found', 'there is no such model')
    const request: Quote['request'] = {
      images: asked.pictures.map((id, index) => ({
        ...this.picture(id),
        role: index === 0 ? ('source' as const) : ('reference' as const),
      })),
      ...(asked.width === undefined ? {} : { width: asked.width }),
      ...(asked.height === undefined ? {} : { height: asked.height }),
    }
    const price = priceOf(found, this.#desk.quote(found.model, { ...request, prompt: '' }))
    const id = randomBytes(16).toString('hex')
    const until = this.#desk.clock.monotonic() + quoteLifeMs
    this.#quotes.set(id, { model: found.model, request, price, until })
    for (const oldest of this.#quotes.keys())
      if (this.#quotes.size > mostQuotes) this.#quotes.delete(oldest)
    return {
      quote: id,
      usd: price.usd ?? null,
      isFree: !price.isPaid,
      refusal: this.#purse.refusal(price) ?? null,
    }
  }

  /** @throws HttpError 402, 410 or 429 */
  async call({ quote, prompt, seed }: z.infer<typeof CallBody>, signal: AbortSignal) {
    if (this.#openCalls >= mostOpenCalls)
      throw new HttpError(429, 'too-often', `${mostOpenCalls} calls are open already`)
    const { model, request, price } = this.#redeem(quote)
    const settle = this.#purse.reserve(price)
    this.#openCalls += 1
    let costUsd: number | undefined
    try {
      const asked = { ...request, prompt, ...(seed === undefined ? {} : { seed }) }
      const { answer, bytes } = await this.#desk.call(model, asked, signal)
      costUsd = answer.costUsd
      return { ...answer, model: model.id, ...(bytes ? { image: this.keep(bytes) } : {}) }
    } finally {
      this.#openCalls -= 1
      settle(costUsd)
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

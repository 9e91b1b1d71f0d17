import type { Json } from './id.ts'
import type { EngineError, Untimed, Warning } from './attempt.ts'
import type { Capabilities, Model, TokenCounts } from './model.ts'

/** Encoded picture as it goes to or comes from an engine. */
export interface EncodedImage {
  bytes: Uint8Array
  mediaType: string
}

/** What a judge is asked: words and pictures in order, and the shape its answer must have. */
export interface JudgeQuestion {
  system: string
  parts: readonly ({ text: string } | { image: EncodedImage })[]
  answer: { name: string; /** JSON schema. */ schema: { [key: string]: Json } }
}

/** One call. `undefined` everywhere means the provider's default. Holds no truth and no key. */
export interface EngineRequest {
  prompt: string
  /** In order: the source first, then references. Empty = text-to-image. */
  images: (EncodedImage & { role: 'source' | 'reference' })[]
  /** One channel PNG, 255 = may change. */
  mask?: EncodedImage
  width?: number
  height?: number
  aspectRatio?: string
  seed?: number
  steps?: number
  guidance?: number
  quality?: string
  /** Of judges only: words are wanted, not a picture. Prompt and images are empty then. */
  question?: JudgeQuestion
}

/** What only control engines are given, through a lookup of their own. */
export interface ControlTruth {
  reference?: EncodedImage
  mask?: EncodedImage
  /** A right answer of another case, for `shuffle`. */
  other?: EncodedImage
}

/** HTTP as engines see it: the timed client is passed in, engines never open sockets themselves. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: Uint8Array | string
  signal: AbortSignal
  /** Refuse bodies over this size. Default 64 MiB. */
  maxBytes?: number
  /** For addresses that an answer named: fails with `bad-url` where they lead into a private network. */
  publicOnly?: boolean
}

/** Stamps and spans in ms on the monotonic clock of the calling thread (performance.now()). */
export interface HttpTimes {
  /** Just before the first byte was written, or before a new connection was asked for. */
  sentAt: number
  /** How long a new connection took; 0 on a kept one. */
  connectMs: number
  firstByteAt: number
  /** When the last byte was read. */
  endAt: number
  /** For how long this thread had been busy by then: the last byte may have waited as long. */
  busyMs: number
  /** Requests and answers of this thread around the moment of sending, or of reading, whichever was fuller. */
  neighbours: number
}

export interface HttpResponse {
  status: number
  headers: Record<string, string>
  body: Uint8Array
  times: HttpTimes
}

export interface EngineContext {
  signal: AbortSignal
  http: HttpClient
  /** The model's key, read from the environment variable it names; absent where none is named or set. */
  apiKey?: string
  /** Called with the provider's job handle as soon as it is known, before waiting. */
  onHandle?: (handle: string) => void
  /** Present for control engines only. */
  truth?: ControlTruth
}

/** Phases an engine can tell apart; the caller adds the total. */
interface EnginePhases {
  submitMs?: number
  queueMs?: number
  inferenceMs?: number
  /** `inferenceMs` is true to ± this, where the server tells it coarsely. */
  inferenceErrorMs?: number
  downloadMs?: number
}

interface OutcomeHead {
  phases?: EnginePhases
  warnings: Warning[]
  costUsd?: number
  /** Tokens that the provider counted, by kind: the price list makes a cost of them. */
  tokens?: TokenCounts
  seed?: number
  server?: Record<string, Json>
  /** When the exchange really began and ended, where the engine knows better than its caller. */
  span?: { startedAt: number; endedAt: number }
  /** Set where the duration is no sample of the model's work. */
  untimed?: Untimed
  /** The picture may have been ready this much sooner than was seen: the gap between two questions. */
  earlyMs?: number
}

/** How one attempt ended. Exactly one image, or a judge's answer; extras are a warning. */
export type EngineOutcome =
  | (OutcomeHead & { outcome: 'image'; image: EncodedImage })
  | (OutcomeHead & { outcome: 'answer'; text: string })
  | (OutcomeHead & { outcome: 'refused'; refusal: string })
  | (OutcomeHead & { outcome: 'failed'; error: EngineError })
  | (OutcomeHead & { outcome: 'timeout' | 'cancelled' })
  | (OutcomeHead & { outcome: 'unsupported'; reason: string })

/** What an engine found out without paying: whether its server answers and takes the key. */
export interface EngineCheck {
  ok: boolean
  /** In the provider's words where there are any; without the key. */
  message: string
}

/** One attempt in, one outcome out. No hidden retry, fan-out or resize. Throws only on its own bugs. */
export interface Engine {
  readonly kind: string
  /** `wire` engines wait for others; `compute` engines work here and get a worker of their own. */
  readonly work: 'wire' | 'compute'
  readonly capabilities: Capabilities
  generate(request: EngineRequest, context: EngineContext): Promise<EngineOutcome>
  /** Finds the job of a call that was cut off, by the handle it told: paid once, and without a latency. */
  reattach?(handle: string, context: EngineContext): Promise<EngineOutcome>
  /** Asks something that costs nothing. Absent where the provider offers nothing of the kind. */
  check?(context: EngineContext): Promise<EngineCheck>
  close?(): Promise<void>
}

/** What an engine module exports as `createEngine`. Throws UserError when the model entry is wrong. */
export type CreateEngine = (model: Model) => Engine | Promise<Engine>

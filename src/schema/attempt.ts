import { z } from 'zod'
import { Instant, Json, Sha256, schemaVersion } from './id.ts'

const attemptOutcomes = [
  'image',
  /** What a judge's call ends in when it went well. */
  'answer',
  'refused',
  'failed',
  'timeout',
  'cancelled',
  'interrupted',
  'unsupported',
] as const
export const AttemptOutcome = z.enum(attemptOutcomes)
export type AttemptOutcome = z.infer<typeof AttemptOutcome>

/** Durations of one call in ms, as the client's monotonic clock saw them; inference as the server said. */
export const Phases = z.strictObject({
  /**
   * From the first byte of the inputs to the answer that took the question in. Where that answer brings the picture
   * too, the inference that its server tells is not in it: phases add up to no more than the total.
   */
  submitMs: z.number().nonnegative().optional(),
  queueMs: z.number().nonnegative().optional(),
  inferenceMs: z.number().nonnegative().optional(),
  /** The server's word is true to ± this; absent = to its last digit. */
  inferenceErrorMs: z.number().nonnegative().optional(),
  downloadMs: z.number().nonnegative().optional(),
  /** Open loop: how late it was sent; the total counts from when it was due. */
  dueToSentMs: z.number().optional(),
  totalMs: z.number().nonnegative(),
})
export type Phases = z.infer<typeof Phases>

/** The true duration lies in [total - earlyMs, total + lateMs]. */
export const Uncertainty = z.strictObject({
  earlyMs: z.number().nonnegative(),
  lateMs: z.number().nonnegative(),
})
export type Uncertainty = z.infer<typeof Uncertainty>

/** When a call was sent and ended, in ms since its thread began; only times of one thread are compared. */
const ThreadTimes = z.strictObject({
  thread: z.string(),
  sentMs: z.number(),
  endedMs: z.number(),
})
export type ThreadTimes = z.infer<typeof ThreadTimes>

export const Warning = z.strictObject({
  kind: z.enum(['unsupported', 'compatibility', 'unchanged', 'extra-images', 'resized', 'other']),
  feature: z.string().optional(),
  message: z.string(),
})
export type Warning = z.infer<typeof Warning>

export const EngineError = z.strictObject({
  kind: z.enum([
    'network',
    'http',
    'auth',
    'rate-limit',
    'billing',
    'bad-request',
    'bad-response',
    /** A judge's answer that is not in the shape it was asked for. */
    'unreadable',
    /** A job that was asked for again after a kill is not known any more. */
    'gone',
    'crashed',
    'internal',
  ]),
  status: z.int().optional(),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().nonnegative().optional(),
})
export type EngineError = z.infer<typeof EngineError>

/**
 * Why an attempt's duration is no sample of the model's work, though its picture counts: the server answered
 * from its cache; the job was found again after the call that made it was cut off.
 */
export const Untimed = z.enum(['cached', 'reattached'])
export type Untimed = z.infer<typeof Untimed>

export const StoredImage = z.strictObject({
  sha256: Sha256,
  pixels: Sha256.optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  mediaType: z.string(),
  bytes: z.int().positive(),
})
export type StoredImage = z.infer<typeof StoredImage>

/** Cost of one attempt. `unknown` is a state, not 0. */
export const Cost = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    usd: z.number().nonnegative(),
    /** `local`: nothing was asked that anyone bills. */
    source: z.enum(['response', 'price', 'local']),
  }),
  z.strictObject({ state: z.literal('unknown') }),
])
export type Cost = z.infer<typeof Cost>

/** One call to an engine, written as `started` before the call and ended after it. */
export const Attempt = z.strictObject({
  schemaVersion,
  run: z.string(),
  cell: Sha256,
  turn: z.int().positive(),
  /** Counts from 1 within (run, cell, turn). */
  number: z.int().positive(),
  /** Fencing token of the claim under which the call was made. */
  token: z.int().nonnegative(),
  startedAt: Instant,
  state: z.enum(['started', 'ended']),
  outcome: AttemptOutcome.optional(),
  phases: Phases.optional(),
  uncertainty: Uncertainty.optional(),
  times: ThreadTimes.optional(),
  /** Its phases stand as they were seen, and go into no latency. */
  untimed: Untimed.optional(),
  /**
   * First call of its engine in this process, or sent before the server that the run launched for it had given a
   * picture; includes connecting, loading and warming up.
   */
  cold: z.boolean().optional(),
  /** Calls of the same engine that were in flight when this one was sent, itself included. */
  inFlight: z.int().positive().optional(),
  warnings: z.array(Warning),
  cost: Cost,
  seed: z.int().nonnegative().optional(),
  server: z.record(z.string(), Json).optional(),
  error: EngineError.optional(),
  refusal: z.string().optional(),
  image: StoredImage.optional(),
  /** A judge's words, also where they could not be read. */
  answer: z.string().optional(),
  /** What the provider knows the job by, kept before its end is waited for. */
  handle: z.string().optional(),
  /**
   * Number of the attempt of this turn whose paid job this one asked for again: nothing was submitted. It has no
   * phases and no latency, since nobody saw how long the job took; its cost is the job's.
   */
  reattaches: z.int().positive().optional(),
})
export type Attempt = z.infer<typeof Attempt>

/** True when an attempt that asked for a job again learned how it had ended. */
export const foundItsJob = ({
  outcome,
  error,
}: {
  outcome?: AttemptOutcome | undefined
  error?: EngineError | undefined
}): boolean =>
  outcome === 'image' ||
  outcome === 'refused' ||
  (outcome === 'failed' && error?.kind === 'bad-response')

/** The attempts of a turn that cost: one whose job a later attempt found is paid for once, by that one. */
export function billedAttempts(attempts: readonly Attempt[]): Attempt[] {
  const found = new Set(attempts.filter(foundItsJob).flatMap(({ reattaches }) => reattaches ?? []))
  return attempts.filter(({ number }) => !found.has(number))
}

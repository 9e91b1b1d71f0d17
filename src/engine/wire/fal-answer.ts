import { z } from 'zod'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { badResponse, failureOf, gone, jsonOf, refused, wordsOf } from './answer.ts'
import { CallEnded } from './call-ended.ts'
import { readAnswer } from './exchange.ts'
import type { Finished } from './job.ts'
import { wordsOfRefusal } from './moderation.ts'

/** fal's answers, its own and through a router. Lenient and minimal: only what is read. Sources: fal-js's types, fal.ai/docs (queue, errors). */
export const Submitted = z.object({
  status_url: z.string(),
  response_url: z.string(),
  cancel_url: z.string().nullish(),
  queue_position: z.number().nullish(),
})
export type Submitted = z.infer<typeof Submitted>

const Status = z.object({
  status: z.string(),
  metrics: z.object({ inference_time: z.number().nullish() }).nullish(),
  error: Json.nullish(),
  error_type: z.string().nullish(),
})

const Picture = z.object({ url: z.string() })

const Result = z.object({
  images: z.array(Picture).nullish(),
  image: Picture.nullish(),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
  timings: z.object({ inference: z.number().nullish() }).nullish(),
})
type Result = z.infer<typeof Result>

export interface Ended {
  /** In s, as fal says. */
  inferenceTime?: number | null | undefined
}

const goesOn = new Set(['IN_QUEUE', 'IN_PROGRESS'])
const policyType = 'content_policy_violation'

const ErrorAnswer = z.object({
  detail: z.union([z.string(), z.array(z.object({ type: z.string().nullish() }))]).nullish(),
  error_type: z.string().nullish(),
})

function errorTypesOf(response: HttpResponse): (string | null | undefined)[] {
  const { detail, error_type } = ErrorAnswer.safeParse(jsonOf(response)).data ?? {}
  const types = Array.isArray(detail) ? detail.map(({ type }) => type) : []
  return [response.headers['x-fal-error-type'], error_type, ...types]
}

/** A status that is no success: a refusal by its type or words, else a failure, retryable as fal says where it says so. */
function endOf(response: HttpResponse): EngineOutcome {
  if (errorTypesOf(response).includes(policyType)) return refused(wordsOf(response))
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return refused(refusal)
  const failure = failureOf(response)
  if (failure.outcome !== 'failed' || response.headers['x-fal-retryable'] !== 'false')
    return failure
  return { ...failure, error: { ...failure.error, retryable: false } }
}

export function readFal<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  if (response.status < 200 || response.status > 299) throw new CallEnded(endOf(response))
  return readAnswer(response, schema)
}

/** The end of a request, undefined while it goes on. @throws CallEnded for every other end */
export function readStatus(response: HttpResponse): Ended | undefined {
  const { status, metrics, error, error_type } = readFal(response, Status)
  if (goesOn.has(status)) return undefined
  const words = [status, error_type, error]
    .filter((part) => part != null)
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .join(': ')
  if (error_type === policyType) throw new CallEnded(refused(words))
  // Not by us: a call of ours that was given up has ended before this is read.
  if (/^CANCELL?ED$/.test(status)) throw new CallEnded(gone(words))
  // An unknown status is told, never waited on: it may never change.
  if (status !== 'COMPLETED' || error != null || error_type != null)
    throw new CallEnded(badResponse(words))
  return { inferenceTime: metrics?.inference_time }
}

/** @throws CallEnded where the picture was blacked out */
function readResult(response: HttpResponse): Result {
  const result = readFal(response, Result)
  if (result.has_nsfw_concepts?.includes(true))
    throw new CallEnded(refused('the picture was flagged and blacked out (has_nsfw_concepts)'))
  return result
}

/** What an ended request gave, by the answer that brought it. @throws CallEnded */
export function finishedOf({ inferenceTime }: Ended, fetched: HttpResponse): Finished {
  const { images, image, seed, timings } = readResult(fetched)
  const seconds = inferenceTime ?? timings?.inference
  return {
    pictures: [...(images ?? []), ...(image ? [image] : [])].map(({ url }) => url),
    fetched,
    seed,
    inferenceMs: seconds == null ? undefined : seconds * 1000,
    server: {},
  }
}

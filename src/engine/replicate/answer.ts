import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { badResponse, failureOf, gone, refused, wordsOf } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'

/** Lenient and minimal: only what is read. Sources: Replicate's OpenAPI, docs "prediction lifecycle". */
const Prediction = z.object({
  status: z.string(),
  output: z.union([z.string(), z.array(z.string())]).nullish(),
  error: Json.nullish(),
  data_removed: z.boolean().nullish(),
  metrics: z.object({ predict_time: z.number().nonnegative().nullish() }).nullish(),
  created_at: z.string().nullish(),
  started_at: z.string().nullish(),
  urls: z.object({ get: z.string(), cancel: z.string().nullish() }),
})
export type Prediction = z.infer<typeof Prediction>

/** `Your rate limit resets in ~30s.`: told in words where no header tells it. */
function resetMsOf(response: HttpResponse): number | undefined {
  const seconds = /resets in ~?(\d+)\s?s/.exec(wordsOf(response))?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

export function readPrediction(response: HttpResponse): Prediction {
  if (response.status !== 429) return readAnswer(response, Prediction)
  const failure = failureOf(response)
  const resetMs = resetMsOf(response)
  if (failure.outcome !== 'failed' || resetMs === undefined) throw new CallEnded(failure)
  const { error } = failure
  throw new CallEnded({ ...failure, error: { retryAfterMs: resetMs, ...error } })
}

const goesOn = new Set(['starting', 'processing'])

/** How models on Replicate say that they will not. E005: "flagged as sensitive". */
const isRefusal = (words: string): boolean =>
  /nsfw|E005|sensitive|moderat|safety|flagged|content policy/i.test(words)

const wordsFor = ({ status, error }: Prediction): string =>
  error == null ? status : typeof error === 'string' ? error : JSON.stringify(error)

function failed(words: string): CallEnded {
  if (isRefusal(words)) return new CallEnded(refused(words))
  // "Prediction interrupted; please retry": the platform's fault, in its own words.
  const retryable = /please retry/i.test(words)
  return new CallEnded({
    outcome: 'failed',
    warnings: [],
    error: { kind: 'bad-response', message: words, retryable },
  })
}

/** The prediction once it succeeded, undefined while it goes on. @throws CallEnded for every other end */
export function readPoll(response: HttpResponse): Prediction | undefined {
  const prediction = readPrediction(response)
  const { status, output, data_removed } = prediction
  if (goesOn.has(status)) return undefined
  const words = wordsFor(prediction)
  switch (status) {
    case 'succeeded':
      if (data_removed && output == null)
        throw new CallEnded(gone('its data was removed at Replicate'))
      return prediction
    case 'failed':
      throw failed(words)
    case 'canceled':
    case 'aborted':
      // Not by us: a call of ours that was given up has ended before this is read.
      throw new CallEnded(
        gone(`the prediction was ${status}${words === status ? '' : `: ${words}`}`),
      )
    default:
      // An unknown status is told, never waited on: it may never change.
      throw new CallEnded(badResponse(words === status ? status : `${status}: ${words}`))
  }
}

/** By the server's own clock, in ms. */
export function queueMsOf({ created_at, started_at }: Prediction): number | undefined {
  const waited = Date.parse(started_at ?? '') - Date.parse(created_at ?? '')
  return waited >= 0 ? waited : undefined
}

const Account = z.object({ username: z.string().nullish(), type: z.string().nullish() })

export function readAccount(response: HttpResponse): string {
  const { username, type } = readAnswer(response, Account)
  return `the key is taken${username ? `; ${type ?? 'account'} ${username}` : ''}`
}

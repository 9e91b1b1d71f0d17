import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { badResponse, failureOf, gone, refused } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'

/** Lenient and minimal: only what is read. Sources: BFL's OpenAPI, ComfyUI's client, docs.bfl.ai. */
export const Submitted = z.object({
  id: z.string(),
  polling_url: z.string(),
  /** Credits; one is a US cent. */
  cost: z.number().nonnegative().nullish(),
  input_mp: z.number().nullish(),
  output_mp: z.number().nullish(),
})
export type Submitted = z.infer<typeof Submitted>

const Result = z.object({
  sample: z.string(),
  seed: z.number().nullish(),
  start_time: z.number().nullish(),
  end_time: z.number().nullish(),
  duration: z.number().nullish(),
})
export type Result = z.infer<typeof Result>

const Polled = z.object({
  status: z.string().optional(),
  state: z.string().optional(),
  result: z.unknown().optional(),
  details: Json.nullish(),
  error: Json.nullish(),
  message: Json.nullish(),
})

const goesOn = new Set(['Pending', 'Queued', 'Processing'])
const moderated = new Set(['Request Moderated', 'Content Moderated'])

/** The status with all that was said beside it: sources differ in where a reason stands. */
function wordsFor(status: string, { details, error, message }: z.infer<typeof Polled>): string {
  const said = [details, error, message].filter((part) => part != null)
  return [status, ...said.map((part) => JSON.stringify(part))].join(': ')
}

/** The result once the job is ready, undefined while it goes on. @throws CallEnded for every other end */
export function readPoll(response: HttpResponse): Result | undefined {
  const polled = readAnswer(response, Polled)
  const status = polled.status ?? polled.state ?? 'no status'
  if (status === 'Ready') {
    const parsed = Result.safeParse(polled.result)
    if (parsed.success) return parsed.data
    throw new CallEnded(badResponse('the job is ready, but names no sample'))
  }
  if (goesOn.has(status)) return undefined
  const words = wordsFor(status, polled)
  if (moderated.has(status) || polled.error === 'content_policy_violation')
    throw new CallEnded(refused(words))
  // An unknown status is told, never waited on: it may never change.
  throw new CallEnded(
    status === 'Task not found' ? gone(words) : badResponse(`the job ended with status ${words}`),
  )
}

/** What the server says it worked, in ms. */
export function inferenceMsOf({ duration, start_time, end_time }: Result): number | undefined {
  if (duration != null) return duration * 1000
  if (start_time == null || end_time == null || end_time < start_time) return undefined
  return (end_time - start_time) * 1000
}

export function readSubmit(response: HttpResponse): Submitted {
  if (response.status === 200) return readAnswer(response, Submitted)
  throw new CallEnded(failureOf(response))
}

const Credits = z.object({ credits: z.number() })

export const readCredits = (response: HttpResponse): string =>
  `${readAnswer(response, Credits).credits} credits left`

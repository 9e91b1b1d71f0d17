import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { badResponse } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'

/** Lenient and minimal: only what is read. Source: stable-diffusion.cpp examples/server/api.md and its code. */
const Submitted = z.object({ id: z.string().min(1) })

const Job = z.object({
  status: z.string(),
  /** Whole seconds since 1970. */
  created: z.number().nullish(),
  started: z.number().nullish(),
  completed: z.number().nullish(),
  result: z.unknown(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

const Result = z.object({ images: z.array(z.object({ b64_json: z.string().min(1) })).min(1) })

export interface EndedJob {
  /** Base64, at least one. */
  images: string[]
  created: number | undefined
  started: number | undefined
  completed: number | undefined
}

/** The server's clock counts whole seconds: a span of it is true to ± one. */
export const clockMs = 1000

export const readSubmit = (response: HttpResponse): string => readAnswer(response, Submitted).id

/** The job once it is complete, undefined while it goes on. @throws CallEnded for every other end */
export function readJob(response: HttpResponse): EndedJob | undefined {
  const { status, error, result, created, started, completed } = readAnswer(response, Job)
  if (status === 'queued' || status === 'generating') return undefined
  if (status === 'completed') {
    const parsed = Result.safeParse(result)
    if (!parsed.success) throw new CallEnded(badResponse('the job is complete, but holds no image'))
    return {
      images: parsed.data.images.map(({ b64_json }) => b64_json),
      created: created ?? undefined,
      started: started ?? undefined,
      completed: completed ?? undefined,
    }
  }
  // `failed`, `cancelled` by someone else, or a status nobody knows: told, never waited on.
  const words = [error?.code, error?.message].filter(Boolean).join(': ')
  throw new CallEnded(badResponse(words === '' ? status : `${status}: ${words}`))
}

/** What the server says it worked, to its clock's second; undefined where that second is all it knows. */
export function inferenceOf({ started, completed }: EndedJob) {
  if (started === undefined || completed === undefined || completed <= started) return undefined
  return { inferenceMs: (completed - started) * 1000, inferenceErrorMs: clockMs }
}

import { z } from 'zod'
import type { EngineError } from '#schema/attempt.ts'
import type { HttpResponse } from '#schema/engine.ts'
import { badResponse, failureOf, jsonOf, refused } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'

const Fault = z.object({ code: z.string().nullish(), message: z.string().nullish() })
type Fault = z.infer<typeof Fault>

const Item = z.object({
  taskUUID: z.string().nullish(),
  status: z.string().nullish(),
  imageUUID: z.string().nullish(),
  imageURL: z.string().nullish(),
  imageBase64Data: z.string().nullish(),
  imageDataURI: z.string().nullish(),
  seed: z.number().nullish(),
  /** US dollars. */
  cost: z.number().nonnegative().nullish(),
  generationTime: z.number().nonnegative().nullish(),
  NSFWContent: z.boolean().nullish(),
})
export type Item = z.infer<typeof Item>

/** Lenient and minimal. Sources: runware.ai/docs, Runware's own clients. Faults come with every status, 200 too. */
const Faults = z.object({ errors: z.array(Fault).min(1) })
const TaskAnswer = z.object({ data: z.array(Item) })

/** Codes of Runware's clients, and what others of the same sense would be called. */
const refusalCode =
  /moderat|nsfw|contentPolicy|sensitiveContent|unsafeContent|promptBlocked|imageBlocked|safety/i

function kindOf(code: string): EngineError['kind'] {
  if (/ApiKey|unauthori[sz]ed|forbidden|authentication|permission|suspended/i.test(code))
    return 'auth'
  if (/Credits|Quota|Balance|paymentRequired/i.test(code)) return 'billing'
  if (/rateLimit/i.test(code)) return 'rate-limit'
  if (/timeout|provider|server|unavailable|inferenceError|Failed$/i.test(code)) return 'http'
  return 'bad-request'
}

function endOf({ code, message }: Fault, response: HttpResponse): CallEnded {
  const named = code ?? ''
  const words = [code, message].filter(Boolean).join(': ')
  if (refusalCode.test(named)) return new CallEnded(refused(words))
  const byStatus = failureOf(response)
  // Most statuses say enough; within a good one only the code does.
  const isGood = response.status >= 200 && response.status <= 299
  if (!isGood || byStatus.outcome !== 'failed') return new CallEnded(byStatus)
  const kind = kindOf(named)
  const retryable = kind === 'rate-limit' || kind === 'http'
  return new CallEnded({ ...byStatus, error: { kind, message: words, retryable } })
}

/** What the answer says of our task; undefined where it does not speak of it. @throws CallEnded for a fault */
export function readTask(response: HttpResponse, taskUUID: string): Item | undefined {
  const faults = Faults.safeParse(jsonOf(response))
  if (faults.success) {
    const [first = {}] = faults.data.errors
    throw endOf(first, response)
  }
  const { data } = readAnswer(response, TaskAnswer)
  return data.find((item) => item.taskUUID == null || item.taskUUID === taskUUID)
}

const holdsPicture = (item: Item): boolean =>
  Boolean(item.imageURL ?? item.imageBase64Data ?? item.imageDataURI)

/** True while the task goes on. @throws CallEnded for a status that is none of those documented */
export function goesOn(item: Item): boolean {
  if (holdsPicture(item)) return false
  // The acknowledgement of a queued task has no status at all.
  if (item.status === 'processing' || (item.status == null && item.imageUUID == null)) return true
  const end = item.status ?? 'done'
  throw new CallEnded(badResponse(`the task ended as "${end}" without a picture`))
}

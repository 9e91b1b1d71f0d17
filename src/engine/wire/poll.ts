import { setTimeout as delay } from 'node:timers/promises'
import type { Warning } from '#schema/attempt.ts'
import type { EngineContext, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { failureOf, retryAfterOf, wordsOf } from './answer.ts'
import { CallEnded } from './call-ended.ts'

/** A paid job is not given up for a hiccup of its status page; as many in a row are no hiccup. */
const mostFaults = 5

export interface Polling<T> {
  intervalMs: number
  ask: () => Promise<HttpResponse>
  /** The job's end, or undefined while it goes on. Throws CallEnded for what ends it otherwise. */
  read: (response: HttpResponse) => T | undefined
}

export interface Polled<T> {
  value: T
  /** The answer that told the end. */
  response: HttpResponse
  polls: number
  /** The end may have come this much sooner than it was seen: when the question before was sent. */
  earlyMs: number
  warnings: Warning[]
}

/** Waits, and stops waiting at once when the call is given up. */
const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => {
    throw new KontextError('network', 'aborted')
  })
}

const isHiccup = ({ status }: HttpResponse): boolean => status === 429 || status >= 500

/** Longer than this no status page is left alone, whatever it says. */
const longestPauseMs = 30_000

/** Asks at once, then every `intervalMs`, until the job has ended. The caller's time limit ends it in any case. */
export async function pollUntilEnd<T>(
  context: EngineContext,
  submitted: HttpResponse | undefined,
  { intervalMs, ask, read }: Polling<T>,
): Promise<Polled<T>> {
  const warnings: Warning[] = []
  let lastOpenAt = submitted?.times.endAt
  let faults = 0
  for (let polls = 1; ; polls++) {
    let fault: string
    let askedToWaitMs = 0
    try {
      const response = await ask()
      const { sentAt } = response.times
      if (!isHiccup(response)) {
        faults = 0
        const value = read(response)
        if (value !== undefined) {
          const earlyMs = Math.max(0, sentAt - (lastOpenAt ?? sentAt))
          return { value, response, polls, earlyMs, warnings }
        }
        lastOpenAt = sentAt
        await pause(intervalMs, context.signal)
        continue
      }
      fault = `HTTP ${response.status}: ${wordsOf(response)}`
      askedToWaitMs = retryAfterOf(response.headers, Date.now()) ?? 0
      if (++faults >= mostFaults) throw new CallEnded(failureOf(response))
    } catch (error) {
      const isWire = error instanceof KontextError && error.code === 'network'
      if (!isWire || context.signal.aborted || ++faults >= mostFaults) throw error
      fault = error.message
    }
    warnings.push({ kind: 'other', feature: 'poll', message: `asked again after ${fault}` })
    const waitMs = Math.max(intervalMs * 2 ** (faults - 1), askedToWaitMs)
    await pause(Math.min(waitMs, longestPauseMs), context.signal)
  }
}

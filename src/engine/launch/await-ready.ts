import { setTimeout as delay } from 'node:timers/promises'
import type { HttpClient } from '#schema/engine.ts'

const askEveryMs = 100
/** A server that is busy loading may accept a connection and not answer. */
const answerWithinMs = 2000

/** The status with which the address answers; undefined where nobody does. */
export async function statusAt(
  url: string,
  http: HttpClient,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)])
    // Kept open, it would hold a server that serves one connection at a time.
    const headers = { connection: 'close' }
    return (await http.send({ method: 'GET', url, headers, signal: limited })).status
  } catch {
    return undefined
  }
}

/** Asks until the address answers 2xx. The gap before is how much sooner it may have been ready; undefined = aborted. */
export async function awaitReady(
  url: string,
  http: HttpClient,
  signal: AbortSignal,
): Promise<{ earlyMs: number } | undefined> {
  for (let askedAt = performance.now(); !signal.aborted;) {
    const now = performance.now()
    const status = await statusAt(url, http, signal)
    if (status !== undefined && status >= 200 && status <= 299) return { earlyMs: now - askedAt }
    askedAt = now
    await delay(askEveryMs, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}

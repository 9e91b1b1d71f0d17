import type { HttpResponse } from '#schema/engine.ts'
import type { Download } from './exchange.ts'

/**
 * Phases of a job that was submitted, polled and downloaded, in ms on the client's clock. What the server
 * calls inference is its own word, and so is its queue where it tells one; else the rest of the wait, poll gap
 * included, counts as queue.
 */
export function phasesOfJob(parts: {
  submitted: HttpResponse
  ready: HttpResponse
  download?: Download
  inferenceMs: number | undefined
  queueMs?: number | undefined
  /** When the first byte of it all was sent, where inputs were uploaded before the submit. */
  startedAt?: number | undefined
}): { submitMs: number; queueMs?: number; inferenceMs?: number; downloadMs?: number } {
  const { submitted, ready, download, inferenceMs, startedAt = submitted.times.sentAt } = parts
  const waitedMs = ready.times.endAt - submitted.times.endAt
  const queueMs =
    parts.queueMs ?? (inferenceMs === undefined ? undefined : Math.max(0, waitedMs - inferenceMs))
  return {
    submitMs: submitted.times.endAt - startedAt,
    ...(inferenceMs === undefined ? {} : { inferenceMs }),
    ...(queueMs === undefined ? {} : { queueMs }),
    ...(download ? { downloadMs: download.durationMs } : {}),
  }
}

import type { HttpResponse } from '#schema/engine.ts'
import type { Download } from './exchange.ts'

/**
 * Phases of a job that was submitted, polled and downloaded, in ms on the client's clock. What the server
 * calls inference is its own word; the rest of the wait, poll gap included, counts as queue.
 */
export function phasesOfJob(parts: {
  submitted: HttpResponse
  ready: HttpResponse
  download?: Download
  inferenceMs: number | undefined
}): { submitMs: number; queueMs?: number; inferenceMs?: number; downloadMs?: number } {
  const { submitted, ready, download, inferenceMs } = parts
  const waitedMs = ready.times.endAt - submitted.times.endAt
  return {
    submitMs: submitted.times.endAt - submitted.times.sentAt,
    ...(inferenceMs === undefined
      ? {}
      : { inferenceMs, queueMs: Math.max(0, waitedMs - inferenceMs) }),
    ...(download ? { downloadMs: download.durationMs } : {}),
  }
}

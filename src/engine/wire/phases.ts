import type { HttpResponse, HttpTimes } from '#schema/engine.ts'
import type { Download } from './exchange.ts'

/**
 * Phases of a job that was submitted, polled and downloaded, in ms on the client's clock. What the server
 * calls inference is its own word, and so is its queue where it tells one; else the rest of the wait, poll gap
 * included, counts as queue.
 */
export function phasesOfJob(parts: {
  submitted: HttpResponse
  /** When the first upload was sent, where inputs go before the submit; on the client's clock. */
  uploadedFrom?: number | undefined
  /** The answer that told the end; its times, where that end lies before its last byte. */
  ready: { times: Pick<HttpTimes, 'endAt'> }
  download?: Pick<Download, 'durationMs'>
  inferenceMs: number | undefined
  queueMs?: number | undefined
}): { submitMs: number; queueMs?: number; inferenceMs?: number; downloadMs?: number } {
  const { submitted, ready, download, inferenceMs } = parts
  const sentAt = parts.uploadedFrom ?? submitted.times.sentAt
  const waitedMs = ready.times.endAt - submitted.times.endAt
  const queueMs =
    parts.queueMs ?? (inferenceMs === undefined ? undefined : Math.max(0, waitedMs - inferenceMs))
  return {
    submitMs: submitted.times.endAt - sentAt,
    ...(inferenceMs === undefined ? {} : { inferenceMs }),
    ...(queueMs === undefined ? {} : { queueMs }),
    ...(download ? { downloadMs: download.durationMs } : {}),
  }
}

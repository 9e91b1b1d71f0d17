import type { Uncertainty } from '#schema/attempt.ts'
import type { HttpClient, HttpTimes } from '#schema/engine.ts'

/**
 * Constants fitted on a server that tells its own arrive-to-answer times, on 2 cores shared with it
 * (docs/measuring.md has the figures, `npm run bench:self` repeats them).
 */
const transportMs = 0.8
const crowdMs = 0.45
const busyShare = 1.5
const connectShare = 5

/** A stamp is read off the clock right beside the event. */
export const stampMs = 0.05

/** An engine's view of the wire that keeps the stamps of its first and last exchange. */
export function watchWire(
  http: HttpClient,
  busyMs: () => number,
): {
  http: HttpClient
  uncertainty: () => Uncertainty
} {
  let first: HttpTimes | undefined
  let last: HttpTimes | undefined
  return {
    http: {
      async send(request) {
        const response = await http.send(request)
        first ??= response.times
        last = response.times
        return response
      },
    },
    // What lies between sending and the peer's clock, and between its answer and our reading it.
    uncertainty: () => ({
      earlyMs:
        first && last
          ? transportMs +
            crowdMs * Math.sqrt(Math.max(first.neighbours, last.neighbours)) +
            connectShare * first.connectMs +
            busyShare * last.busyMs
          : // No stamped exchange (a client of the engine's own): its answer waited while this thread was busy.
            busyShare * busyMs() + stampMs,
      lateMs: stampMs,
    }),
  }
}

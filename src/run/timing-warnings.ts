import type { Timing } from '#schema/timing.ts'

/** A loop that runs this late now and then has put it into latencies. */
const lateLoopMs = 5
/** Slewing by NTP stays under 500 ppm; more is a step, or a clock that cannot be trusted. */
const mostDriftMs = 20
const mostDriftShare = 500e-6

/** What about the timing of a run its reader must know, in plain English; empty when all was well. */
export function timingWarnings({ threads, load }: Timing, cores: number): string[] {
  const warnings: string[] = []
  for (const { thread, loopDelayMs, clockDriftMs, livedMs } of threads) {
    if (loopDelayMs.p99 > lateLoopMs) {
      warnings.push(
        `self-contended: the event loop of thread ${thread} ran ${loopDelayMs.p99.toFixed(1)} ms late at its 99th percentile`,
      )
    }
    if (Math.abs(clockDriftMs) > Math.max(mostDriftMs, livedMs * mostDriftShare)) {
      warnings.push(
        `clocks: the clock of the day moved ${clockDriftMs.toFixed(0)} ms against the monotonic one in thread ${thread}; times of the day are not to be trusted, durations are`,
      )
    }
  }
  if (load && load.before > cores) {
    warnings.push(
      `busy machine: a load of ${load.before.toFixed(1)} on ${cores} cores before the first call`,
    )
  }
  return warnings
}

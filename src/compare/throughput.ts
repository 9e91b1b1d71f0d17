import type { Estimate } from '#schema/estimate.ts'
import { estimateMean } from '#stats/estimate.ts'
import type { StatOptions } from './panel.ts'

/** Parts of a block of equal length: enough for Student's t, long enough to be nearly independent (batch means). */
const parts = 10

/**
 * Calls that ended with a picture, per second: the mean over ten equal parts of the time in which calls were
 * offered, with its interval by batch means (Law 2015, section 9.5). No value where the samples are of
 * several threads (a resumed block) or blocks, or ended all at once.
 */
export function throughputOf(
  samples: readonly { thread: string; block: string; sentMs: number; endedMs: number }[],
  options: StatOptions,
): Estimate {
  const stretches = new Set(samples.map(({ thread, block }) => `${thread} ${block}`))
  const start = Math.min(...samples.map((one) => one.sentMs))
  // What is still open after the last was sent drains at no offered rate.
  const end = Math.max(...samples.map((one) => one.sentMs))
  const seconds = (end - start) / 1000 / parts
  const isUsable = stretches.size === 1 && samples.length >= parts && seconds > 0
  const counts = Array.from({ length: parts }, () => 0)
  for (const { endedMs } of isUsable ? samples : []) {
    const part = Math.floor((endedMs - start) / 1000 / seconds)
    if (part >= 0 && part < parts) counts[part]! += 1
  }
  return estimateMean(
    isUsable
      ? counts.map((count, part) => ({ value: count / seconds, cluster: `part-${part}` }))
      : [],
    { ...options, missing: 0 },
  )
}

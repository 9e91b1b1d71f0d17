import { billedAttempts, type Attempt } from '#schema/attempt.ts'
import type { Metric, MetricInput } from '#schema/metric.ts'
import { scored, unscored } from './define-metric.ts'

const shared = {
  version: '1',
  direction: 'lower' as const,
  range: { low: 0, high: null },
  work: 'inline' as const,
}

const deciding = (input: MetricInput) =>
  input.attempts.find((attempt) => attempt.outcome === 'image')

const foundAgain = 'the job was found again after a kill: nobody saw how long it took'

/** Why a turn has no time of its own. */
function whyUntimed({ result }: MetricInput, attempt: Attempt | undefined): string {
  if (result.reusedFrom) return 'the image was reused'
  if (attempt?.reattaches !== undefined) return foundAgain
  return attempt?.untimed ? `not timed: ${attempt.untimed}` : 'no image was made'
}

/** Duration of the attempt that gave the image, without retries and waits. */
export const latency: Metric = {
  ...shared,
  id: 'latency',
  unit: 'ms',
  needs: ['attempts'],
  source: 'client clock of the timing thread, from send to the last byte',
  score(input) {
    const attempt = deciding(input)
    if (!attempt?.phases || attempt.untimed) return unscored(whyUntimed(input, attempt))
    return scored(attempt.phases.totalMs, { cold: attempt.cold ?? false })
  },
}

/** From the first send to the image, with retries and waits. */
export const timeToImage: Metric = {
  ...shared,
  id: 'time-to-image',
  unit: 'ms',
  needs: ['attempts'],
  source: 'clock of the main thread',
  score(input) {
    const attempt = deciding(input)
    const { timeToImageMs } = input.result
    return timeToImageMs === undefined || attempt?.untimed
      ? unscored(whyUntimed(input, attempt))
      : scored(timeToImageMs)
  },
}

/**
 * Sum over the turn's attempts; one unknown makes the sum unknown. Attempts that the harness itself cut
 * off by dying are no part of what the model costs: they are left out, and counted in the detail. A job that a
 * later attempt found again is paid for once.
 */
export const cost: Metric = {
  ...shared,
  id: 'cost',
  version: '2',
  unit: 'USD',
  needs: ['attempts'],
  source: "the provider's answer, else the price list of the model entry",
  score({ attempts }) {
    const decided = billedAttempts(attempts).filter(({ outcome }) => outcome !== 'interrupted')
    if (decided.length === 0) return unscored('nothing was called')
    let usd = 0
    for (const attempt of decided) {
      if (attempt.cost.state === 'unknown') return unscored('cost unknown')
      usd += attempt.cost.usd
    }
    const interrupted = attempts.filter(({ outcome }) => outcome === 'interrupted').length
    return interrupted > 0 ? scored(usd, { interrupted }) : scored(usd)
  },
}

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

/** Duration of the attempt that gave the image, without retries and waits. */
export const latency: Metric = {
  ...shared,
  id: 'latency',
  unit: 'ms',
  needs: ['attempts'],
  source: 'client clock of the timing thread, from send to the last byte',
  score(input) {
    const attempt = deciding(input)
    if (!attempt?.phases)
      return unscored(input.result.reusedFrom ? 'the image was reused' : 'no image was made')
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
  score: ({ result }) =>
    result.timeToImageMs === undefined
      ? unscored('no image was made')
      : scored(result.timeToImageMs),
}

/** Sum over all attempts of the turn; one unknown makes the sum unknown. */
export const cost: Metric = {
  ...shared,
  id: 'cost',
  unit: 'USD',
  needs: ['attempts'],
  source: "the provider's answer, else the price list of the model entry",
  score({ attempts }) {
    if (attempts.length === 0) return unscored('nothing was called')
    let usd = 0
    for (const attempt of attempts) {
      if (attempt.cost.state === 'unknown') return unscored('cost unknown')
      usd += attempt.cost.usd
    }
    return scored(usd)
  },
}

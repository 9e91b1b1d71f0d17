import type { Side } from './choice-agreement.ts'
import { estimateMean, estimateShare, type EstimateOptions, type StatEstimate } from './estimate.ts'

/** A person's choice about two outputs, and how much more a metric gave the first. */
export interface JudgedDifference {
  human: Side
  /** Metric of the first minus metric of the second. */
  difference: number
}

/** With a threshold the metric ties when its difference is at most that; an equal pair sides with nobody. */
const isRight = ({ human, difference }: JudgedDifference, epsilon: number): boolean =>
  Math.abs(difference) <= epsilon ? human === 0 : human * difference > 0

const shareOf = (
  rights: readonly boolean[],
  statistic: string,
  options: EstimateOptions,
): StatEstimate => ({
  ...estimateShare(
    rights.map((is, index) => ({ value: is ? 1 : 0, cluster: String(index) })),
    options,
  ),
  statistic,
})

export interface TieCalibrated {
  accuracy: StatEstimate
  /** Threshold that gave it. Chosen on the same data, so the accuracy is the most favourable one. */
  epsilon: number
}

/**
 * Accuracy with ties at the metric's best threshold (Deutsch et al. 2023, arXiv 2305.14324; so EditReward
 * and VideoReward report it): right is the same side, or a tie on both.
 */
export function tieCalibratedAccuracy(
  judged: readonly JudgedDifference[],
  options: EstimateOptions,
): TieCalibrated {
  const thresholds = [-1, ...new Set(judged.map(({ difference }) => Math.abs(difference)))]
  // Items from the least difference on turn from decided to tied one after another.
  const sorted = judged.toSorted((a, b) => Math.abs(a.difference) - Math.abs(b.difference))
  let right = judged.filter((one) => isRight(one, -1)).length
  let best = { right, epsilon: -1 }
  let next = 0
  for (const epsilon of thresholds.sort((a, b) => a - b).slice(1)) {
    for (let one = sorted[next]; one && Math.abs(one.difference) <= epsilon; one = sorted[++next])
      right += Number(one.human === 0) - Number(isRight(one, -1))
    if (right > best.right) best = { right, epsilon }
  }
  return {
    accuracy: shareOf(
      judged.map((one) => isRight(one, best.epsilon)),
      'accuracy with ties',
      options,
    ),
    epsilon: Math.max(0, best.epsilon),
  }
}

/** Accuracy among what people decided; an equal pair of the metric is wrong. */
export function accuracyWithoutTies(
  judged: readonly JudgedDifference[],
  options: EstimateOptions,
): StatEstimate {
  const decided = judged.filter(({ human }) => human !== 0)
  return shareOf(
    decided.map((one) => isRight(one, 0)),
    'accuracy without ties',
    { ...options, missing: options.missing + judged.length - decided.length },
  )
}

/**
 * Mean credit as PickScore gives it (Kirstain et al. 2023, their evaluation): 1 for the same side or a tie on
 * both, one half when exactly one of the two is a tie, else 0. The metric ties within `epsilon`, chosen elsewhere.
 */
export function halfCreditAccuracy(
  judged: readonly JudgedDifference[],
  epsilon: number,
  options: EstimateOptions,
): StatEstimate {
  const observations = judged.map(({ human, difference }, index) => {
    const metric = Math.abs(difference) <= epsilon ? 0 : Math.sign(difference)
    const value = human === metric ? 1 : human === 0 || metric === 0 ? 0.5 : 0
    return { value, cluster: String(index) }
  })
  return { ...estimateMean(observations, options), statistic: 'accuracy, half for one-sided ties' }
}

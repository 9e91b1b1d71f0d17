import type { Estimate } from '#schema/estimate.ts'
import { leastMannWhitneyP, mannWhitney } from '#stats/mann-whitney.ts'
import { independentStretches } from '#stats/correlation-time.ts'
import { clustersOf, type Observation } from '#stats/estimate.ts'
import type { NoisyChange } from '#stats/noise-floor.ts'
import { pairedDifference } from '#stats/paired.ts'
import { quantileRatios } from '#stats/quantile-ratios.ts'
import { quantileSwap } from '#stats/quantile-swap.ts'
import { meanOf, quantile } from '#stats/quantile.ts'
import { typicalRatio } from '#stats/typical-ratio.ts'
import { wilcoxon } from '#stats/wilcoxon.ts'
import type { Measure } from './measure-name.ts'
import type { Pairing } from './pair-series.ts'

export interface EffectOptions {
  alpha: number
  seed: number
}

/** What two sides say of one measure. */
export interface Effect {
  before: number
  after: number
  /** 0.05 = 5 % more than the baseline; in the measure's unit where the baseline is 0. */
  change: Estimate
  scale: 'relative' | 'absolute'
  p: number
  test: string
  /** The least p that so few values could have given. */
  leastP: number
  /** No pair differs at all: nothing was left to test. */
  isSame: boolean
}

/** Why nothing can be said. */
export interface NoEffect {
  reason: string
  before: number | null
  after: number | null
}

const shifted = (estimate: Estimate): Estimate => {
  const less = (value: number | null): number | null => (value === null ? null : value - 1)
  return {
    ...estimate,
    value: less(estimate.value),
    low: less(estimate.low),
    high: less(estimate.high),
    statistic: `${estimate.statistic}, less 1`,
  }
}

const isSame = ({ a, b, paired }: Pairing): boolean =>
  paired && a.every((value, index) => value === b[index])

const leastWilcoxonP = (n: number): number => 2 ** (1 - n)

/** Pairs in stretches that may be taken for independent; each alone where calls did not queue. */
function stretchesOf({ a, b, isSerial }: Pairing): number[] | undefined {
  const logs = b.map((value, index) => Math.log(value / (a[index] ?? value)))
  return isSerial ? independentStretches(logs) : logs.map((_, index) => index)
}

/** The middle pair of each stretch, as 1 and its ratio. */
function typicalPairs({ a, b }: Pairing, stretches: readonly number[]): number[] {
  const logs = b.map((value, index) => Math.log(value / (a[index] ?? value)))
  const groups = Map.groupBy(logs.keys(), (index) => stretches[index])
  return [...groups.values()].map((own) =>
    quantile(
      own.map((index) => logs[index] ?? 0),
      0.5,
    ),
  )
}

/** The median of times: of pairs the typical ratio, to which the spread of the cases costs nothing. */
function medianEffect(
  pairing: Pairing,
  stretches: readonly number[],
  { alpha, seed }: EffectOptions,
) {
  const { a, b, paired } = pairing
  const level = 1 - alpha
  if (!paired) {
    const [ratio] = quantileRatios({ a, b, paired }, [0.5], { level, seed })
    return {
      ratio,
      p: mannWhitney(a, b).p,
      test: 'mann-whitney',
      leastP: leastMannWhitneyP(a.length, b.length),
    }
  }
  const logs = typicalPairs(pairing, stretches)
  const tested = wilcoxon(logs)
  const leastP = leastWilcoxonP(tested.n)
  const ratio = typicalRatio(
    logs.map(() => 1),
    logs.map(Math.exp),
    level,
  )
  return { ratio, p: tested.p, test: 'wilcoxon', leastP }
}

/** A percentile of the tail: needs at least one value beyond it. */
function tailEffect(
  { a, b, paired }: Pairing,
  share: number,
  stretches: readonly number[],
  { alpha, seed }: EffectOptions,
) {
  const clusters = paired ? { clustersA: stretches.map(String) } : {}
  const [ratio] = quantileRatios({ a, b, paired, ...clusters }, [share], { level: 1 - alpha, seed })
  const { p, method } = quantileSwap(a, b, share, { paired, seed, units: stretches })
  const beyond = Math.min(a.length, b.length) * Math.min(share, 1 - share)
  const count = new Set(stretches).size
  const leastP = beyond < 1 ? 1 : Math.max(1e-4, paired ? leastWilcoxonP(count) : 0)
  return { ratio, p, test: method, leastP }
}

function quantileEffect(
  pairing: Pairing,
  share: number,
  options: EffectOptions,
): Effect | NoEffect {
  const { a, b } = pairing
  const [before, after] = [quantile(a, share), quantile(b, share)]
  if ([...a, ...b].some((value) => value <= 0))
    return { reason: 'a value is not above 0', before, after }
  if (pairing.isSerial && !pairing.paired)
    return { reason: 'calls that queue are compared in pairs only', before, after }
  const stretches = stretchesOf(pairing)
  if (!stretches) return { reason: 'its calls depend on each other for too long', before, after }
  const found =
    share === 0.5
      ? medianEffect(pairing, stretches, options)
      : tailEffect(pairing, share, stretches, options)
  const { ratio, p, test, leastP } = found
  if (!ratio) return { reason: 'no ratio', before, after }
  const change = shifted(ratio)
  return { before, after, change, scale: 'relative', p, test, leastP, isSame: isSame(pairing) }
}

/** Paired differences, the run's less the baseline's; repeats of one case are averaged before cases are. */
export function differencesOf({ a, b, asks }: Pairing): Observation[] {
  const byCase = Map.groupBy(asks.keys(), (index) => {
    const { key } = asks[index] ?? { key: '' }
    return key.slice(0, key.lastIndexOf('/'))
  })
  return [...byCase.values()].map((indexes) => ({
    value: meanOf(indexes.map((index) => (b[index] ?? 0) - (a[index] ?? 0))),
    cluster: asks[indexes[0] ?? 0]?.cluster ?? '',
  }))
}

/** Means change by paired differences of the same asks, over clusters; relative to the baseline's mean. */
function meanEffect(pairing: Pairing, { alpha, seed }: EffectOptions): Effect | NoEffect {
  const [before, after] = [meanOf(pairing.a), meanOf(pairing.b)]
  if (!pairing.paired) return { reason: 'the runs asked other things', before, after }
  const differences = differencesOf(pairing)
  const options = { level: 1 - alpha, seed, missing: 0 }
  const { difference, p } = pairedDifference(differences, options)
  const clusters = clustersOf(differences).length
  if (p === null && !isSame(pairing)) return { reason: `${clusters} clusters only`, before, after }
  const scale = before === 0 ? 'absolute' : 'relative'
  const scaled = (value: number | null): number | null =>
    value === null || before === 0 ? value : value / Math.abs(before)
  const change = {
    ...difference,
    value: scaled(difference.value),
    low: scaled(difference.low),
    high: scaled(difference.high),
    statistic: scale === 'relative' ? 'mean difference over the baseline' : 'mean difference',
  }
  // 10,000 drawn sign flips cannot give less.
  const leastP = Math.max(1e-4, leastWilcoxonP(clusters))
  return {
    before,
    after,
    change,
    scale,
    p: p ?? 1,
    test: 'sign-flip',
    leastP,
    isSame: isSame(pairing),
  }
}

/** Effect and p of one measure; never empty sides. */
export const effectOf = (
  { statistic }: Measure,
  pairing: Pairing,
  options: EffectOptions,
): Effect | NoEffect =>
  statistic.kind === 'quantile'
    ? quantileEffect(pairing, statistic.share, options)
    : meanEffect(pairing, options)

/** Half the width of a 95 % interval in standard errors. */
const halfWidth = 1.96

function ratioWithError({ value, low, high }: Estimate): NoisyChange | undefined {
  if (value === null || low === null || high === null || low <= 0) return undefined
  return { logRatio: Math.log(value), error: Math.log(high / low) / (2 * halfWidth) }
}

/** Standard error of the mean difference over clusters, relative to the baseline. */
function meanWithError(pairing: Pairing): NoisyChange | undefined {
  const before = meanOf(pairing.a)
  const change = (meanOf(pairing.b) - before) / Math.abs(before)
  const means = clustersOf(differencesOf(pairing)).map(meanOf)
  if (before === 0 || change <= -1 || means.length < 2) return undefined
  const center = meanOf(means)
  const squares = means.reduce((sum, mean) => sum + (mean - center) ** 2, 0)
  const error = Math.sqrt(squares / (means.length - 1) / means.length) / Math.abs(before)
  return { logRatio: Math.log1p(change), error }
}

/** The change between two runs with its standard error, for learning noise; undefined without pairs or a ratio. */
export function noisyChangeOf({ statistic }: Measure, pairing: Pairing): NoisyChange | undefined {
  const { a, b, paired } = pairing
  // Runs that asked other things say nothing of noise.
  if (!paired) return undefined
  if (statistic.kind === 'mean') return meanWithError(pairing)
  if ([...a, ...b].some((value) => value <= 0)) return undefined
  const { share } = statistic
  if (share === 0.5) return ratioWithError(typicalRatio(a, b, 0.95))
  const [ratio] = quantileRatios({ a, b, paired }, [share], { level: 0.95, seed: 1 })
  return ratio && ratioWithError(ratio)
}

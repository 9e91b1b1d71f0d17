import type { SampleComparison } from '#schema/sample-comparison.ts'
import { kolmogorovSmirnov } from '#stats/kolmogorov-smirnov.ts'
import { mannWhitney } from '#stats/mann-whitney.ts'
import { quantileRatios } from '#stats/quantile-ratios.ts'
import { quantile } from '#stats/quantile.ts'
import { typicalRatio } from '#stats/typical-ratio.ts'
import { wilcoxon } from '#stats/wilcoxon.ts'

interface Sample {
  values: readonly { key: string; value: number; cluster?: string }[]
  missing: number
}

export interface SamplesInput {
  measure: string
  a: Sample
  b: Sample
  /** Pairs values of the same key; keys are then unique within a sample. */
  paired: boolean
  level: number
  seed: number
}

const shares = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

/** A quantile says something once a value is expected on either side of it. */
const isWithin = (share: number, n: number): boolean => n * Math.min(share, 1 - share) >= 1

function pairUp({ a, b, paired }: SamplesInput) {
  if (!paired) return { first: [...a.values], second: [...b.values], unpaired: { a: 0, b: 0 } }
  const ofB = new Map(b.values.map((one) => [one.key, one]))
  const first = a.values.filter((one) => ofB.has(one.key))
  return {
    first,
    second: first.flatMap((one) => ofB.get(one.key) ?? []),
    unpaired: { a: a.values.length - first.length, b: b.values.length - first.length },
  }
}

/**
 * Two samples of one measure side by side: ratio of medians with its interval, rank tests, shape, quantiles.
 * Paired, only keys that both have are compared. undefined when nothing can be.
 */
export function compareSamples(input: SamplesInput): SampleComparison | undefined {
  const { measure, paired, level, seed } = input
  const { first, second, unpaired } = pairUp(input)
  if (first.length === 0 || second.length === 0) return undefined
  const [a, b] = [first.map((one) => one.value), second.map((one) => one.value)]
  const clustersOf = (list: readonly { key: string; cluster?: string }[]): string[] =>
    list.map((one, index) => one.cluster ?? String(index))
  const told = shares.filter(
    (share) => share === 0.5 || isWithin(share, Math.min(a.length, b.length)),
  )
  const ratios = quantileRatios(
    { a, b, clustersA: clustersOf(first), clustersB: clustersOf(second), paired },
    told,
    { level, seed },
  )
  const quantiles = ratios.map((ratio, index) => {
    const share = told[index] ?? 0.5
    return { share, a: quantile(a, share), b: quantile(b, share), ratio }
  })
  const median = quantiles.find((one) => one.share === 0.5)
  if (!median) return undefined
  return {
    measure,
    nA: a.length,
    nB: b.length,
    paired,
    missing: { a: input.a.missing, b: input.b.missing },
    unpaired,
    medianA: median.a,
    medianB: median.b,
    ratio: median.ratio,
    ...(paired && [...a, ...b].every((value) => value > 0)
      ? { pairRatio: typicalRatio(a, b, level) }
      : {}),
    mannWhitney: mannWhitney(a, b),
    ...(paired ? { wilcoxon: wilcoxon(b.map((value, index) => value - (a[index] ?? 0))) } : {}),
    ks: kolmogorovSmirnov(a, b),
    quantiles,
  }
}

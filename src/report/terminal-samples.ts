import type { Estimate } from '#schema/estimate.ts'
import type { SampleComparison } from '#schema/sample-comparison.ts'
import { formatNumber } from '#ui/format-number.ts'
import { textTable } from './text-table.ts'
import { textWhiskers } from './text-whiskers.ts'

const formatP = (p: number): string => (p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`)

/** Ratios lie near 1: three significant digits would hide what is asked. */
const ratioText = (value: number | null): string => (value === null ? '–' : value.toFixed(3))

const intervalText = ({ low, high }: Estimate): string =>
  low === null || high === null ? 'no interval' : `${ratioText(low)} to ${ratioText(high)}`

const isApart = ({ low, high }: Estimate): boolean =>
  low !== null && high !== null && (low > 1 || high < 1)

/** The pairs decide where there are any: they see what the spread of the cases hides from the medians. */
export function verdictOfSamples({
  ratio,
  pairRatio,
  medianA,
  medianB,
  ks,
}: SampleComparison): string[] {
  const medians = `medians ${formatNumber(medianA)} and ${formatNumber(medianB)}, ratio ${ratioText(ratio.value)}`
  const told = pairRatio ?? ratio
  if (told.value === null) return [`No ratio: the median of A is not above 0 (${medians}).`]
  const what = `B is ${pairRatio ? 'typically ' : ''}${ratioText(told.value)} times A`
  const head = isApart(told)
    ? what
    : told.low === null
      ? `${what}, of too few values to tell`
      : `No difference found: ${what}`
  const shape = `The distributions differ in shape, though (Kolmogorov-Smirnov p ${formatP(ks.p)}).`
  return [
    `${head} (${told.level * 100} % interval ${intervalText(told)}; ${medians}).`,
    ...(!isApart(told) && ks.p < 0.01 ? [shape] : []),
  ]
}

function countsOf({ nA, nB, paired, missing, unpaired }: SampleComparison): string {
  const counts = paired ? `${nA} pairs` : `${nA} values in A, ${nB} in B`
  const left = [
    ...(missing.a + missing.b > 0 ? [`missing ${missing.a} in A, ${missing.b} in B`] : []),
    ...(unpaired.a + unpaired.b > 0
      ? [`without a partner ${unpaired.a} in A, ${unpaired.b} in B`]
      : []),
  ]
  return [counts, ...left].join('; ')
}

const quantileTable = ({ quantiles }: SampleComparison): string[] =>
  textTable([
    ['', 'A', 'B', 'B / A', 'interval'],
    ...quantiles.map(({ share, a, b, ratio }) => [
      share === 0.5 ? 'median' : `p${Math.round(share * 100)}`,
      formatNumber(a),
      formatNumber(b),
      ratioText(ratio.value),
      intervalText(ratio),
    ]),
  ])

/** Two samples for a person at a terminal: the verdict first, then a picture, then every number with its method. */
export function renderSamples(compared: SampleComparison, width: number): string {
  const { measure, wilcoxon, mannWhitney, ks, quantiles } = compared
  const spread = (side: 'a' | 'b') =>
    quantiles.map((one) => ({ share: one.share, value: one[side] }))
  const low = Math.min(...quantiles.flatMap(({ a, b }) => [a, b]))
  const high = Math.max(...quantiles.flatMap(({ a, b }) => [a, b]))
  const plotWidth = Math.max(30, Math.min(width - 6, 76))
  const scale = formatNumber(low).padEnd(plotWidth - formatNumber(high).length) + formatNumber(high)
  return [
    `${measure}: ${countsOf(compared)}`,
    ...verdictOfSamples(compared),
    '',
    ...textWhiskers(
      [
        { label: 'A', quantiles: spread('a') },
        { label: 'B', quantiles: spread('b') },
      ],
      plotWidth,
    ),
    `  ${scale}`,
    '',
    ...quantileTable(compared),
    '',
    ...(wilcoxon
      ? [`Wilcoxon signed rank   w ${wilcoxon.w}, p ${formatP(wilcoxon.p)} (${wilcoxon.method})`]
      : []),
    `Mann-Whitney           u ${mannWhitney.u}, p ${formatP(mannWhitney.p)} (${mannWhitney.method})`,
    `Kolmogorov-Smirnov     d ${formatNumber(ks.d)}, p ${formatP(ks.p)} (${ks.method})`,
    `Intervals of quantiles: ${compared.ratio.method}, each on its own.`,
  ].join('\n')
}

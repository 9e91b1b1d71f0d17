import type { MeansOfRuns, RunsComparison } from '#schema/runs-comparison.ts'
import { formatNumber } from '#ui/format-number.ts'
import { renderSamples, verdictOfSamples } from './terminal-samples.ts'
import { textTable } from './text-table.ts'

const nameOf = ({ modelA, modelB }: { modelA: string; modelB: string }): string =>
  modelA === modelB ? modelB : `${modelB} (A: ${modelA})`

const signed = (value: number | null): string =>
  value !== null && value > 0 ? `+${formatNumber(value)}` : formatNumber(value)

/** Better or worse where the interval leaves out 0 and the side is known. */
function verdictOf({ difference, direction }: MeansOfRuns): string {
  const { low, high } = difference
  if (low === null || high === null) return 'too few clusters to tell'
  if (low <= 0 && high >= 0) return ''
  if (direction === 'none') return 'changed'
  return (direction === 'higher') === low > 0 ? 'better' : 'worse'
}

const gapsOf = ({ missing, unpaired }: MeansOfRuns): string =>
  [
    ...(missing.a + missing.b > 0 ? [`missing ${missing.a} / ${missing.b}`] : []),
    ...(unpaired.a + unpaired.b > 0 ? [`unpaired ${unpaired.a} / ${unpaired.b}`] : []),
  ].join(', ')

const meansTable = (means: readonly MeansOfRuns[]): string[] =>
  textTable(
    [
      ['model', 'measure', 'mean A', 'mean B', 'B - A', 'interval', 'p (Holm)', 'pairs', '', ''],
      ...means.map((row) => [
        nameOf(row),
        row.measure,
        formatNumber(row.meanA),
        formatNumber(row.meanB),
        signed(row.difference.value),
        row.difference.low === null
          ? '–'
          : `${signed(row.difference.low)} to ${signed(row.difference.high)}`,
        row.pHolm === null ? '–' : row.pHolm.toFixed(4),
        String(row.pairs),
        verdictOf(row),
        gapsOf(row),
      ]),
    ],
    2,
  )

const titleOf = ({ kind, setting, ...names }: RunsComparison['times'][number]): string =>
  [nameOf(names), kind, ...(setting === 'default' ? [] : [setting])].join(', ')

/** Latency with its picture; what includes retries and waits in one sentence. */
const timesText = (one: RunsComparison['times'][number], width: number): string[] =>
  one.measure === 'latency'
    ? ['', titleOf(one), renderSamples(one.compared, width)]
    : ['', `${titleOf(one)}, ${one.measure}`, ...verdictOfSamples(one.compared)]

/** Two runs for a terminal: each model's times with a picture, then every other measure on a line. */
export function renderRuns(compared: RunsComparison, width: number): string {
  const { a, b, times, means, remarks, level } = compared
  return [
    `A ${a.run}`,
    `B ${b.run}`,
    ...times.flatMap((one) => timesText(one, width)),
    ...(means.length > 0
      ? [
          '',
          ...meansTable(means),
          `Paired differences of the same asks over clusters; ${level * 100} % intervals.`,
        ]
      : []),
    ...(remarks.length > 0 ? ['', ...remarks.map((remark) => `note: ${remark}`)] : []),
  ].join('\n')
}

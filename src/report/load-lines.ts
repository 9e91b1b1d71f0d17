import type { Comparison, Knee, LoadRow } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import { formatNumber } from '#ui/format-number.ts'
import { tableLines, type TableOptions } from './table-lines.ts'

const header = [
  'model',
  'ask',
  'level',
  'n',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'per s',
  'in time',
  'said',
]

const cellOf = ({ value, low, high }: Estimate): string => {
  if (value === null) return '–'
  const range = low === null || high === null ? '' : ` (${formatNumber(low)}–${formatNumber(high)})`
  return `${formatNumber(value)}${range}`
}

const counted = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : [])

const remarksOf = (row: LoadRow): string =>
  [
    ...counted(row.lost, 'lost'),
    ...counted(row.dropped, 'dropped'),
    ...counted(row.unsure, row.leftOut ? 'unsure, left out' : 'unsure'),
    ...(row.saturated ? ['over-saturated'] : []),
    ...(row.notReached ? ['not reached'] : []),
  ].join(', ')

const percent = (goodput: LoadRow['goodput']): string =>
  goodput?.value == null ? '–' : `${Math.round(goodput.value * 100)} %`

const kneeLine = ({ model, kind, scenario, setting }: Knee): string =>
  `- ${model}, ${kind}, ${scenario}: ${setting === null ? 'the sweep shows no bend; widen it' : `bends behind ${setting}`}`

/** The levels of a latency bench for a terminal. */
export function loadLines({ load = [], knees = [] }: Comparison, options: TableOptions): string[] {
  const rows = load.map((row) => ({
    dim: row.notReached,
    cells: [
      row.model,
      row.kind === 'editing' ? 'edit' : 'generate',
      row.setting,
      `${row.answered}/${row.offered}`,
      cellOf(row.median),
      cellOf(row.p95),
      cellOf(row.p99),
      cellOf(row.throughput),
      percent(row.goodput),
      remarksOf(row),
    ],
  }))
  return [
    ...tableLines(header, rows, options),
    '',
    'In parentheses 95 % intervals; n: answered of offered. Latency of server levels counts from when a call was due.',
    ...knees.map(kneeLine),
  ]
}

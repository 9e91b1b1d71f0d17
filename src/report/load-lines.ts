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
    ...counted(row.untimed, 'not timed'),
    ...counted(row.coldMs.length, 'cold'),
    ...counted(row.unsure, row.leftOut ? 'unsure, left out' : 'unsure'),
    ...(row.saturated ? ['over-saturated'] : []),
    ...(row.notReached ? ['not reached'] : []),
  ].join(', ')

const percent = (goodput: LoadRow['goodput']): string =>
  goodput?.value == null ? '–' : `${Math.round(goodput.value * 100)} %`

const kneeLine = ({ model, kind, scenario, offered, setting, between }: Knee): string => {
  const sweep = [model, ...(offered === '' ? [] : [offered]), kind, scenario].join(', ')
  const [from, to] = between
  const bend = setting === null ? 'shows no bend; widen it' : `bends behind ${setting}`
  const doubt =
    from === to ? '' : ` (by the intervals ${from ?? 'not at all'} to ${to ?? 'not at all'})`
  return `- ${sweep}: ${bend}${doubt}`
}

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
    'In parentheses 95 % intervals, none where calls are too few or depend on each other too long; n: answered of offered. Latency of server levels counts from when a call was due.',
    ...knees.map(kneeLine),
  ]
}

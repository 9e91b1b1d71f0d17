import type { GateMeasure, GateReport } from '#schema/gate-report.ts'
import {
  confirmationText,
  gateReason,
  gateRow,
  sidesText,
  verdictText,
  type GateRow,
} from './gate-words.ts'
import { textTable } from './text-table.ts'

const header: GateRow = {
  model: 'model',
  measure: 'measure',
  before: 'before',
  after: 'after',
  change: 'change',
  interval: 'interval',
  limit: 'limit',
  p: 'p',
  n: 'n',
  state: '',
}

const columns = [
  'state',
  'model',
  'measure',
  'before',
  'after',
  'change',
  'interval',
  'limit',
  'p',
  'n',
] as const

/** What matters first: alarms, then what cleared or improved, then what held. */
const order: readonly GateMeasure['state'][] = [
  'regressed',
  'cleared',
  'improved',
  'changed',
  'unclear',
  'unchanged',
  'unjudged',
]

const mostRows = 24

const table = (measures: readonly GateMeasure[]): string[] =>
  textTable(
    [header, ...measures.map(gateRow)].map((row) => columns.map((column) => row[column])),
    3,
  )

/** The gate's answer for a terminal, on one screen: the verdict, each measure on a line, and why. */
export function renderGate(report: GateReport): string {
  const judged = report.measures
    .filter(({ state }) => state !== 'unjudged')
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const unjudged = report.measures.filter(({ state }) => state === 'unjudged')
  const hidden = Math.max(0, judged.length - mostRows)
  const again = report.confirmation?.measures ?? []
  const rerun = confirmationText(report)
  return [
    `${verdictText(report)}   ${sidesText(report)}`,
    ...(judged.length > 0 ? ['', ...table(judged.slice(0, mostRows))] : []),
    ...(hidden > 0 ? [`and ${hidden} more that are ${judged.at(-1)?.state}; --json has all`] : []),
    ...(rerun === undefined
      ? []
      : ['', rerun, ...again.map((one) => `  ${gateReason(one, report)}`)]),
    ...(unjudged.length > 0 || report.remarks.length > 0 ? [''] : []),
    ...unjudged.map(
      (one) => `not judged: ${one.model} ${gateRow(one).measure}: ${one.reason ?? ''}`,
    ),
    ...report.remarks.map((remark) => `note: ${remark}`),
    '',
    `Interval at ${(1 - report.alpha) * 100} %; p after Holm over all measures. regressed: p <= ${report.alpha} and beyond the limit. unclear: a change beyond the limit was neither found nor ruled out.`,
  ].join('\n')
}

import type { GateMeasure, GateReport } from '#schema/gate-report.ts'
import { formatNumber } from '#ui/format-number.ts'

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '-' : ''}${Math.abs(value).toFixed(digits)}`

/** A change on its scale: `+10.4 %`, or in the measure's unit where the baseline is 0. */
const changeText = (value: number | null, scale: GateMeasure['scale'], unit: string): string =>
  value === null
    ? '–'
    : scale === 'relative'
      ? `${signed(value * 100, 1)} %`
      : `${signed(value, 4)} ${unit}`.trim()

const limitText = ({ limit, scale, unit }: GateMeasure): string => {
  if (!limit) return '–'
  const text = changeText(limit.change, scale, unit).replace('+', '')
  return limit.from === 'noise' ? `${text} (noise)` : text
}

/** Who was measured: the model, and of which of the baseline where that has another name. */
const modelText = ({ model, baselineModel }: GateMeasure): string =>
  model === baselineModel ? model : `${model} (was ${baselineModel})`

/** `latency.p50 editing small`: what was judged, down to the setting where that has a name of its own. */
const measureText = ({ measure, kind, setting }: GateMeasure): string =>
  [measure, kind, setting].filter((word) => word !== 'all' && word !== 'default').join(' ')

/** One measure in the columns that every output shows. */
export interface GateRow {
  model: string
  measure: string
  before: string
  after: string
  change: string
  interval: string
  limit: string
  p: string
  n: string
  state: string
}

export function gateRow(measure: GateMeasure): GateRow {
  const { before, after, change, scale, unit, pHolm, n, paired, missing, unpaired } = measure
  const gaps = missing.run + missing.baseline + unpaired.run + unpaired.baseline
  return {
    model: modelText(measure),
    measure: measureText(measure),
    before: `${formatNumber(before)}`,
    after: `${formatNumber(after)}${unit === '' || after === null ? '' : ` ${unit}`}`,
    change: changeText(change?.value ?? null, scale, unit),
    interval:
      change?.low == null || change.high === null
        ? '–'
        : `${changeText(change.low, scale, '')} to ${changeText(change.high, scale, '')}`,
    limit: limitText(measure),
    p: pHolm === null ? '–' : pHolm < 0.0001 ? '< 0.0001' : pHolm.toFixed(4),
    n: `${n}${paired ? ' pairs' : ''}${gaps > 0 ? `, ${gaps} left out` : ''}`,
    state: measure.state,
  }
}

/** One sentence of why a measure is what it is. */
export function gateReason(measure: GateMeasure, report: GateReport): string {
  const row = gateRow(measure)
  const what = `${row.model} ${row.measure}`
  if (measure.state === 'unjudged') return `${what}: not judged, ${measure.reason ?? 'no reason'}`
  const level = `${(1 - report.alpha) * 100} %`
  return `${what}: ${row.before} -> ${row.after}, ${row.change} (${level} interval ${row.interval}), limit ${row.limit}, p ${row.p} (${measure.test}), ${row.n}: ${measure.state}`
}

/** What running again said, in a sentence. */
export function confirmationText({ confirmation }: GateReport): string | undefined {
  if (!confirmation) return undefined
  const { run, rounds, reason, models } = confirmation
  if (reason !== undefined)
    return `Not run again${run === null ? '' : ` to the end (${run})`}: ${reason}.`
  const how = models.map(({ model, baselineModel, method }) =>
    method === 'interleaved'
      ? `${model} and the baseline's ${baselineModel} in turn`
      : `${model} against the baseline's kept values, as both reach the same served model`,
  )
  return `Run again (${run}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}): ${how.join('; ')}.`
}

export const verdictText = ({ verdict, measures, confirmation }: GateReport): string => {
  const regressed = measures.filter(({ state }) => state === 'regressed').length
  const cleared = measures.filter(({ state }) => state === 'cleared').length
  const unjudged = measures.filter(({ state }) => state === 'unjudged').length
  const isConfirmed = confirmation !== null && confirmation.reason === undefined
  const parts = [
    ...(regressed > 0
      ? [`${regressed} regressed${isConfirmed ? ', confirmed' : ', not confirmed'}`]
      : []),
    ...(cleared > 0 ? [`${cleared} cleared by running again`] : []),
    ...(unjudged > 0 ? [`${unjudged} not judged`] : []),
  ]
  const words = { passed: 'PASSED', regressed: 'REGRESSED', unjudged: 'NOT JUDGED' }[verdict]
  return `${words}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

export const sidesText = ({ run, baseline }: GateReport): string => {
  const name = baseline.name === undefined ? '' : ` "${baseline.name}"`
  const branch = baseline.branch === undefined ? '' : ` of branch ${baseline.branch}`
  return `${run.run} against ${baseline.from === 'run' ? 'run' : 'baseline'}${name}${branch} ${baseline.run}`
}

import type { GateReport } from '#schema/gate-report.ts'
import { confirmationText, gateReason, gateRow, sidesText, verdictText } from './gate-words.ts'

/** Names come from benches and files: nothing in one may make a table, a link or HTML. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#!]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ')

const marks: Record<string, string> = {
  regressed: '❌',
  improved: '⬆️',
  cleared: '✅',
  unchanged: '✅',
  changed: 'ℹ️',
  unclear: '❔',
  unjudged: '⚠️',
}

/** The gate's answer as GitHub-flavoured Markdown, for a step summary. */
export function gateSummary(report: GateReport): string {
  const rows = report.measures.map((measure) => {
    const {
      model,
      measure: name,
      before,
      after,
      change,
      interval,
      limit,
      n,
      state,
    } = gateRow(measure)
    const cells = [model, name, before, after, change, interval, limit, n, state]
    return `| ${marks[state] ?? ''} | ${cells.map(plain).join(' | ')} |`
  })
  const rerun = confirmationText(report)
  const again = report.confirmation?.measures ?? []
  const reasons = report.measures.filter(({ state }) => state === 'unjudged')
  return [
    `## KontextBench gate: ${plain(verdictText(report))}`,
    '',
    plain(sidesText(report)),
    '',
    `| | model | measure | before | after | change | ${(1 - report.alpha) * 100} % interval | limit | n | |`,
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...(rerun === undefined ? [] : [plain(rerun), '']),
    ...again.map((one) => `- ${plain(gateReason(one, report))}`),
    ...reasons.map((one) => `- ${plain(gateReason(one, report))}`),
    ...report.remarks.map((remark) => `- ${plain(remark)}`),
    '',
  ].join('\n')
}

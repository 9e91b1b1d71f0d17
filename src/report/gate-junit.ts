import { escapeXml } from '#image/svg.ts'
import type { GateMeasure, GateReport } from '#schema/gate-report.ts'
import { confirmationText, gateReason, gateRow } from './gate-words.ts'

function testCase(measure: GateMeasure, report: GateReport, isRequired: boolean): string {
  const row = gateRow(measure)
  const reason = escapeXml(gateReason(measure, report))
  const head = `  <testcase classname="${escapeXml(`kontextbench.gate.${row.model}`)}" name="${escapeXml(row.measure)}">`
  const output = `<system-out>${reason}</system-out>`
  if (measure.state === 'regressed')
    return `${head}<failure message="${reason}">${escapeXml(confirmationText(report) ?? 'not run again')}</failure></testcase>`
  if (measure.state !== 'unjudged') return `${head}${output}</testcase>`
  return isRequired
    ? `${head}<failure message="${reason}"/></testcase>`
    : `${head}<skipped message="${reason}"/></testcase>`
}

/** The gate's answer as JUnit XML: a test case a measure. Not judged is skipped, or a failure where it was required. */
export function gateJunit(report: GateReport, isRequired: boolean): string {
  const count = (state: GateMeasure['state']): number =>
    report.measures.filter((one) => one.state === state).length
  const unjudged = count('unjudged')
  const failures = count('regressed') + (isRequired ? unjudged : 0)
  const cases = report.measures.map((measure) => testCase(measure, report, isRequired))
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
<testsuite name="kontextbench gate" tests="${cases.length}" failures="${failures}" errors="0" skipped="${isRequired ? 0 : unjudged}" timestamp="${report.run.createdAt}">
${cases.join('\n')}
</testsuite>
</testsuites>
`
}

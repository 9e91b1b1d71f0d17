import { describe, expect, it } from 'vitest'
import type { GateMeasure, GateReport } from '#schema/gate-report.ts'
import { gateJunit } from '../../src/report/gate-junit.ts'
import { gateSummary } from '../../src/report/gate-summary.ts'
import { renderGate } from '../../src/report/gate-text.ts'
import { textWhiskers } from '../../src/report/text-whiskers.ts'

const measure = (changes: Partial<GateMeasure>): GateMeasure => ({
  model: 'm',
  baselineModel: 'm',
  measure: 'latency.p50',
  kind: 'editing',
  setting: 'default',
  unit: 'ms',
  direction: 'lower',
  state: 'regressed',
  paired: true,
  n: 50,
  missing: { baseline: 0, run: 1 },
  unpaired: { baseline: 0, run: 0 },
  before: 100,
  after: 110,
  change: {
    value: 0.1,
    low: 0.08,
    high: 0.12,
    level: 0.99,
    statistic: 's',
    method: 'x',
    n: 50,
    clusters: 50,
    missing: 0,
  },
  scale: 'relative',
  p: 0.00001,
  pHolm: 0.00002,
  test: 'wilcoxon',
  limit: { change: 0.05, from: 'asked' },
  ...changes,
})

const side = { run: 'r', bench: 'b', createdAt: '2026-01-02T03:04:05.000Z', fingerprint: 'f' }
const report: GateReport = {
  schemaVersion: 1,
  verdict: 'regressed',
  run: side,
  baseline: { ...side, run: 'old', from: 'kept', name: 'main' },
  sameMachine: true,
  alpha: 0.01,
  measures: [
    measure({
      kind: 'all',
      setting: 'all',
      measure: 'score.a|b',
      state: 'unjudged',
      reason: '<script> & "x"',
    }),
    measure({}),
    measure({ setting: 'small', state: 'unchanged' }),
    measure({
      measure: 'cost',
      kind: 'all',
      setting: 'all',
      scale: 'absolute',
      unit: 'USD',
      state: 'cleared',
    }),
  ],
  confirmation: null,
  remarks: ['[a link](http://x.test) | `code`'],
}

describe('a gate in words', () => {
  it('tells the verdict first, alarms before the rest, and why something was not judged', () => {
    const lines = renderGate(report).split('\n')
    expect(lines[0]).toBe(
      'REGRESSED: 1 regressed, not confirmed, 1 cleared by running again, 1 not judged   r against baseline "main" old',
    )
    expect(lines[3]).toMatch(
      /^regressed +m +latency\.p50 editing +100 +110 ms +\+10\.0 % +\+8\.0 % to \+12\.0 % +5\.0 % +< 0\.0001 +50 pairs, 1 left out$/,
    )
    // A setting is named where it has a name of its own.
    expect(lines.join('\n')).toMatch(/^unchanged +m +latency\.p50 editing small /m)
    expect(lines[4]).toMatch(/^cleared +m +cost .*\+0\.1000 USD/)
    expect(lines).toContain('not judged: m score.a|b: <script> & "x"')
  })

  it('is well-formed JUnit XML, whatever a name holds', () => {
    const xml = gateJunit(report, false)
    expect(xml).toContain('tests="4" failures="1" errors="0" skipped="1"')
    expect(xml).toContain('not judged, &lt;script&gt; &amp; &quot;x&quot;"/></testcase>')
    expect(xml).not.toContain('<script>')
    expect(gateJunit(report, true)).toContain('failures="2" errors="0" skipped="0"')
  })

  it('is a Markdown table that no name can break', () => {
    const text = gateSummary(report)
    const row = text.split('\n').find((line) => line.includes('score.a'))
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(12)
    expect(text).toContain(String.raw`\[a link\](http://x.test) \| \`code\``)
    expect(text).not.toMatch(/(?<!\\)<script/)
  })
})

describe('box plots of text', () => {
  it('stand on one axis', () => {
    const quantiles = (values: readonly number[]) =>
      [0.05, 0.25, 0.5, 0.75, 0.95].map((share, index) => ({ share, value: values[index] ?? 0 }))
    expect(
      textWhiskers(
        [
          { label: 'A', quantiles: quantiles([0, 2, 4, 6, 10]) },
          { label: 'B', quantiles: quantiles([10, 12, 14, 16, 20]) },
        ],
        21,
      ),
    ).toEqual(['A ├─▒▒┃▒▒───┤', 'B           ├─▒▒┃▒▒───┤'])
  })
})

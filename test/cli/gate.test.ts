import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Baseline } from '#schema/baseline.ts'
import { GateReport } from '#schema/gate-report.ts'
import { RunsComparison } from '#schema/runs-comparison.ts'
import { kontextbench } from '../fixture/cli.ts'
import { runCommand } from '../fixture/in-process.ts'
import { pacedProject, pacedRun, setPace } from '../fixture/paced-project.ts'

/** What calls models needs a process of its own: the test runner is the run's runner too. */
function asUser(dir: string, args: readonly string[], code = 0): string {
  const { status, stdout, stderr } = kontextbench(dir, args)
  expect(status, `${args.join(' ')}\n${stderr}\n${stdout}`).toBe(code)
  return stdout
}

async function done(dir: string, args: readonly string[], code = 0): Promise<string> {
  const result = await runCommand(dir, args)
  expect(result.code, `${args.join(' ')}\n${result.err}\n${result.out}`).toBe(code)
  return code === 2 ? result.err : result.out
}

/** Alarms at once, in this process. */
const gate = async (dir: string, args: readonly string[], code: number): Promise<GateReport> =>
  GateReport.parse(JSON.parse(await done(dir, ['gate', '--json', '--confirm', '0', ...args], code)))

const confirmedGate = (dir: string, args: readonly string[], code: number): GateReport =>
  GateReport.parse(JSON.parse(asUser(dir, ['gate', '--json', ...args], code)))

const stateOf = ({ measures }: GateReport, name: string): string | undefined =>
  measures.find(({ measure }) => measure === name)?.state

describe('gate', () => {
  const dir = pacedProject(30)
  let calm = ''

  beforeAll(async () => {
    asUser(dir, pacedRun(dir, {}))
    await done(dir, ['baseline', 'set', 'nightly', 'last', '--branch', 'main'])
    asUser(dir, pacedRun(dir, {}))
    calm = JSON.parse(await done(dir, ['runs', 'list', '--json']))[0].id
    asUser(dir, pacedRun(dir, { factor: 1.2 }))
  })

  it('passes what did not change', async () => {
    const report = await gate(dir, [calm, '--baseline', 'main'], 0)
    expect(report).toMatchObject({ verdict: 'passed', confirmation: null })
    expect(stateOf(report, 'latency.p50')).toBe('unchanged')
    expect(stateOf(report, 'coverage')).toBe('unchanged')
    expect(stateOf(report, 'cost')).toBeUndefined()
  })

  it('alarms for what regressed, having run both sides again in turn', async () => {
    const [junit, summary] = [join(dir, 'out/gate.xml'), join(dir, 'out/gate.md')]
    const args = ['--baseline', 'nightly', '--junit', junit, '--summary', summary]
    const report = confirmedGate(dir, args, 1)
    expect(report.verdict).toBe('regressed')
    expect(stateOf(report, 'latency.p50')).toBe('regressed')
    expect(report.confirmation).toMatchObject({
      rounds: 1,
      models: [{ model: 'mine', baselineModel: 'mine', method: 'interleaved' }],
    })
    const found = report.measures.find(({ measure }) => measure === 'latency.p50')
    expect(found?.change?.value).toBeGreaterThan(0.17)
    expect(found?.change?.value).toBeLessThan(0.23)
    const log = readFileSync(join(dir, 'engines/calls.log'), 'utf8').trim().split('\n').slice(-60)
    for (let call = 0; call < 60; call += 2)
      expect(log.slice(call, call + 2).toSorted()).toEqual(['mine', 'mine+baseline'])
    expect(readFileSync(junit, 'utf8')).toMatch(
      /failures="[1-9]".*[\s\S]*<failure message="mine latency.p50/,
    )
    expect(readFileSync(summary, 'utf8')).toContain('## KontextBench gate: REGRESSED')

    // `last` is still the user's own run, and history knows nothing of the rerun.
    const again = await gate(dir, ['--baseline', 'nightly'], 1)
    expect(again.run.run).toBe(report.run.run)
    expect(JSON.parse(await done(dir, ['history', '--json'])).series[0].n).toBe(3)
    expect(await done(dir, ['runs', 'list'])).toContain(`confirms ${report.run.run}`)
  })

  it('carries a baseline in a repository, and says what it cannot judge', async () => {
    await done(dir, ['baseline', 'export', 'nightly', 'base.json'])
    const text = readFileSync(join(dir, 'base.json'), 'utf8')
    const kept = Baseline.parse(JSON.parse(text))
    expect(text).not.toContain(dir)
    expect(kept.samples.series.find(({ measure }) => measure === 'latency')?.values).toHaveLength(
      30,
    )
    kept.samples.environment.fingerprint = 'elsewhere'
    writeFileSync(join(dir, 'other.json'), JSON.stringify(kept))
    const args = ['--baseline', 'other.json', '--measure', 'latency.p50']
    const elsewhere = await gate(dir, args, 0)
    expect(elsewhere).toMatchObject({ verdict: 'unjudged', sameMachine: false })
    expect(elsewhere.measures[0]?.reason).toContain('another machine')
    expect(elsewhere.remarks.join()).toContain('--any-machine')
    await gate(dir, [...args, '--require'], 1)
    await gate(dir, [...args, '--any-machine'], 1)
    const odd = ['--baseline', 'base.json', '--measure', 'score.x,coverage,no.*']
    const gaps = await gate(dir, odd, 0)
    expect(gaps.measures.map(({ measure, state }) => [measure, state])).toEqual([
      ['score.x', 'unjudged'],
      ['coverage', 'unchanged'],
    ])
    expect(gaps.remarks).toContain('no measure is named no.*')
    expect(await done(dir, ['gate', '--confirm', '0', ...odd])).toContain(
      'not judged: mine score.x',
    )
  })

  it('tells a user what is wrong', async () => {
    const errOf = (...args: string[]): Promise<string> => done(dir, args, 2)
    const gateErr = (...args: string[]): Promise<string> => errOf('gate', '--baseline', ...args)
    expect(await gateErr('nothing')).toContain('no baseline, no run and no file')
    expect(await gateErr('last')).toContain('is its own baseline')
    expect(await gateErr('none.json')).toContain('cannot be read')
    writeFileSync(join(dir, 'bad.json'), '{"document":"kontextbench-baseline"}')
    expect(await gateErr('bad.json')).toMatch(/bad.json, field "schemaVersion"/)
    expect(await gateErr('x', '--max-regression', 'a lot')).toContain('"a lot" is no limit')
    expect(await gateErr('x', '--alpha', '5')).toContain('alpha is no share')
    expect(await gateErr('x', '--confirm', '-1')).toContain('rounds are counted')
    expect(await gateErr('nightly', '--measure', 'latency')).toContain('no percentile')
    expect(await errOf('baseline', 'set', 'a/b', 'last')).toContain('not a plain name')
    expect(await errOf('baseline', 'set', 'b')).toContain('no run was given')
    expect(await errOf('baseline', 'export', 'c', 'f.json')).toContain('no baseline "c"')
    expect(await errOf('baseline', 'remove', 'nightly')).toContain('"nightly" without a branch')
    await done(dir, ['baseline', 'remove', 'nightly', '--branch', 'main'])
    expect(await done(dir, ['baseline', 'list'])).toContain('No baselines yet')
  })

  it('clears what was slow for once: one entry is run again against the kept values', async () => {
    const own = pacedProject(25)
    asUser(own, pacedRun(own, {}))
    await done(own, ['baseline', 'set', 'b', 'last'])
    setPace(own, { factor: 1.5, until: 50 })
    asUser(own, pacedRun(own, {}))
    const args = ['--baseline', 'b', '--measure', 'latency.p50']
    const once = confirmedGate(own, args, 0)
    expect(once.confirmation?.models[0]?.method).toBe('repeated')
    expect(stateOf(once, 'latency.p50')).toBe('cleared')
    expect(once.verdict).toBe('passed')
    setPace(own, { factor: 1.5 })
    expect(stateOf(confirmedGate(own, args, 1), 'latency.p50')).toBe('regressed')
    expect(await done(own, ['gate', ...args, '--confirm', '0'], 1)).toMatch(
      /^REGRESSED: 1 regressed, not confirmed/,
    )
  })

  it('alarms for answers that stopped coming, and takes a renamed model', async () => {
    const own = pacedProject(40)
    asUser(own, pacedRun(own, {}, 'old'))
    asUser(own, pacedRun(own, { failEvery: 2 }, 'new'))
    const [newest, oldest] = JSON.parse(await done(own, ['runs', 'list', '--json']))
    const args = ['--baseline', oldest.id, '--measure', 'coverage,latency.p50']
    expect(await done(own, ['gate', ...args], 2)).toContain('--model new=old')
    const report = await gate(own, [...args, '--model', 'new=old'], 1)
    expect(stateOf(report, 'coverage')).toBe('regressed')
    expect(report.measures[0]?.change?.value).toBeCloseTo(-0.5, 1)
    const pair = ['compare', oldest.id, newest.id, '--model', 'new=old']
    expect(await done(own, pair)).toMatch(/new \(A: old\)\s+coverage +1\.00 +0\.5/)
    const compared = RunsComparison.parse(JSON.parse(await done(own, [...pair, '--json'])))
    const coverage = compared.means.find(({ measure }) => measure === 'coverage')
    expect(coverage).toMatchObject({ pairs: 40, unpaired: { a: 0, b: 0 } })
    const [times] = compared.times
    expect(times?.compared.paired).toBe(true)
    expect(times?.compared.missing.b).toBeGreaterThanOrEqual(19)
  })
})

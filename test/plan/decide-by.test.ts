import { describe, expect, it } from 'vitest'
import { decideBy } from '#plan/decide-by.ts'
import { planBench } from '#plan/plan-bench.ts'
import { Calibration } from '#schema/calibration.ts'
import type { Task } from '#schema/task.ts'
import { aCalibration, aCase, aModel, aTask } from '../fixture/documents.ts'

const rule = (metric: string) => ({ metric, op: '>=' as const, threshold: 1, reason: 'test' })
const accepting = (...metrics: string[]): Task =>
  aTask('t', { headline: { kind: 'accepted' }, accept: metrics.map(rule) })

const decided = (task: Task, calibration: Calibration, version = '1') =>
  decideBy([task], {
    calibration,
    versions: new Map([
      ['a', version],
      ['b', version],
    ]),
  })

describe('what decides on a task', () => {
  it('is left as it is where its metrics reached their bar', () => {
    const task = accepting('a', 'b')
    const { tasks, verdicts } = decided(task, aCalibration({ a: 'reached', b: 'reached' }))
    expect(tasks).toEqual([task])
    expect(verdicts.map(({ state }) => state)).toEqual(['decides', 'decides'])
    expect(Calibration.parse(aCalibration({ a: 'reached' }))).toBeDefined()
  })

  it('loses the rule of a metric that missed its bar, which stays measured', () => {
    const { tasks, verdicts } = decided(
      accepting('a', 'b'),
      aCalibration({ a: 'missed', b: 'reached' }),
    )
    expect(tasks[0]).toMatchObject({
      headline: { kind: 'accepted' },
      accept: [rule('b')],
      metrics: ['m'],
    })
    expect(verdicts[0]).toMatchObject({ metric: 'a', state: 'diagnostic', auc: { value: 0.6 } })
  })

  it('is for people and judges alone where no metric is left', () => {
    const byMetric = aTask('t', { headline: { kind: 'metric', metric: 'a', statistic: 'mean' } })
    for (const task of [accepting('a'), byMetric])
      expect(decided(task, aCalibration({ a: 'missed' })).tasks[0]?.headline).toEqual({
        kind: 'votes',
      })
  })

  it('is written into the plan, whose metrics are still all that the task asks for', () => {
    const { plan } = planBench({
      run: 'r',
      createdAt: '2026-01-02T03:04:05.000Z',
      bench: {
        schemaVersion: 1,
        id: 'b',
        title: 'b',
        dataSets: ['set'],
        models: ['m'],
        repeats: 1,
        seed: 1,
      },
      tasks: [accepting('a', 'b')],
      dataSets: [],
      cases: [aCase('c')],
      models: [aModel('m')],
      calibrated: {
        calibration: aCalibration({ a: 'missed', b: 'reached' }),
        versions: new Map([
          ['a', '1'],
          ['b', '1'],
        ]),
      },
    })
    expect(plan.tasks[0]?.accept).toEqual([rule('b')])
    expect(plan.metrics).toEqual(expect.arrayContaining(['m', 'a', 'b']))
    expect(plan.verdicts?.map(({ metric, state }) => [metric, state])).toEqual([
      ['a', 'diagnostic'],
      ['b', 'decides'],
    ])
  })

  it('goes on with metrics of which nothing is known, and says so', () => {
    const task = accepting('a')
    const whys = [
      decided(task, aCalibration({})),
      decided(task, aCalibration({ a: 'missed' }), '2'),
      decided(task, aCalibration({ a: 'unproven' })),
    ].map(({ tasks, verdicts: [verdict] }) => {
      expect(tasks[0]).toEqual(task)
      return verdict?.state === 'uncalibrated' ? verdict.why : verdict?.state
    })
    expect(whys).toEqual(['never-tried', 'other-version', 'too-few-scenes'])
  })
})

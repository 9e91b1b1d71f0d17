import { describe, expect, it } from 'vitest'
import { decideBy } from '#plan/decide-by.ts'
import { Calibration } from '#schema/calibration.ts'
import type { Task } from '#schema/task.ts'
import { aCalibration, aTask } from '../fixture/documents.ts'

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

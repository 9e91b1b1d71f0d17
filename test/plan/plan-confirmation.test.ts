import { describe, expect, it } from 'vitest'
import { asBaseline, isServedAlike, planConfirmation } from '#plan/plan-confirmation.ts'
import type { Model } from '#schema/model.ts'
import { aCase, aModel, aRun, aTask } from '../fixture/documents.ts'

const served = (id: string, engine: Partial<Model['engine']>): Model => ({
  ...aModel(id),
  engine: { kind: 'openai-images', baseUrl: 'http://a.test/v1', model: 'x', ...engine },
})

describe('a confirmation', () => {
  it('asks the same of both models, each first in turn, all through one seat', () => {
    const cases = ['c0', 'c1', 'c2', 'c3'].map((id) => aCase(id))
    const { plan: asked } = aRun('doubted', {
      cases,
      tasks: [aTask('t')],
      repeats: 2,
      settings: [{ id: 's', chain: 'own-output', seed: 'per-repeat' }],
      metrics: ['m'],
    })
    const models = [asBaseline(aModel('a'), []), aModel('a')]
    const createdAt = '2026-01-02T03:04:05.000Z'
    const { plan, cells } = planConfirmation({
      run: 'r',
      createdAt,
      plan: asked,
      models,
      rounds: 3,
    })
    expect(plan).toMatchObject({ interleaved: true, repeats: 6, bench: 'b', cellCount: 48 })
    expect(cells.slice(0, 8).map(({ model }) => model)).toEqual([
      'a+baseline',
      'a',
      'a',
      'a+baseline',
      'a+baseline',
      'a',
      'a',
      'a+baseline',
    ])
    const keys = (model: string) =>
      cells.filter((cell) => cell.model === model).map((cell) => `${cell.case}/${cell.repeat}`)
    expect(keys('a').toSorted()).toEqual(keys('a+baseline').toSorted())
    expect(new Set(cells.map(({ id }) => id)).size).toBe(48)
  })

  it('knows when running one model again says nothing of the other', () => {
    const one = served('one', {})
    expect(isServedAlike(one, served('other', { apiKeyEnv: 'KEY' }))).toBe(true)
    expect(isServedAlike(one, served('other', { baseUrl: 'http://b.test/v1' }))).toBe(false)
    expect(isServedAlike(one, served('other', { params: { steps: 8 } }))).toBe(false)
    const here = served('one', { module: '/home/me/engine.js' })
    expect(isServedAlike(here, served('one', { module: 'engine.js' }))).toBe(true)
  })

  it("finds the baseline's engine where this run's models have it", () => {
    const kept = served('old', { module: 'engine.js' })
    const known = [served('new', { module: '/home/me/engine.js' })]
    expect(asBaseline(kept, known)).toMatchObject({
      id: 'old+baseline',
      engine: { module: '/home/me/engine.js' },
    })
    expect(asBaseline(served('old', { module: '@scope/engine' }), known).engine.module).toBe(
      '@scope/engine',
    )
    expect(asBaseline(served('old', {}), known).engine).not.toHaveProperty('module')
  })
})

import { describe, expect, it } from 'vitest'
import { compareRun } from '#compare/compare-run.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import type { TurnOutcome } from '#schema/record.ts'
import {
  aCalibration,
  aCase,
  aCell,
  aModel,
  anAttempt,
  aRun,
  aScore,
  aTask,
} from '../fixture/documents.ts'

/** Two contestants and a control on `n` cases; values by model, undefined = no image. */
async function runOf(
  n: number,
  valueOf: (model: string, index: number) => number | undefined,
  outcome: TurnOutcome = 'refused',
) {
  const store = createMemoryStore()
  const models = [aModel('a'), aModel('b'), aModel('copy-input', 'copy-input')]
  const cases = Array.from({ length: n }, (_, index) => aCase(`c${index}`))
  const run = aRun('r', { models, cases, metrics: ['m'], tasks: [aTask('t')] })
  const cells = models.flatMap((model, at) =>
    cases.map((one, index) => aCell(at * n + index, { model: model.id, case: one.id })),
  )
  await store.putCells('r', cells)
  for (const cell of cells) {
    const value = valueOf(cell.model, Number(cell.case.slice(1)))
    await store.putTurn('r', cell.id, {
      turn: 1,
      outcome: value === undefined ? outcome : 'image',
      inputs: [],
    })
    await store.putAttempt(
      anAttempt('r', cell.id, { phases: { totalMs: cell.model === 'a' ? 100 : 200 } }),
    )
    if (value !== undefined) await store.putScores([aScore('r', cell.id, 'm', value)])
  }
  return compareRun({
    run,
    cells: store.cells('r'),
    records: store.records('r'),
    scores: store.scores('r'),
  })
}

describe('compareRun', () => {
  it('says who leads when paired differences leave no doubt, and never ranks a control', async () => {
    const comparison = await runOf(
      12,
      (model, index) => ({ a: 0.9, b: 0.4, 'copy-input': 1 })[model]! + (index % 3) * 0.01,
    )
    const [panel] = comparison.panels
    expect(panel?.rows.map((row) => [row.model, row.letters])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['copy-input', ''],
    ])
    expect(panel?.pairs).toHaveLength(1)
    expect(panel?.pairs[0]?.difference.value).toBeCloseTo(-0.5)
    expect(comparison.claims).toContainEqual({ claim: 'leads', task: 't', model: 'a', over: ['b'] })
    expect(comparison.claims.find((claim) => claim.claim === 'faster')).toMatchObject({
      model: 'a',
      than: 'b',
      ratio: { value: 2 },
    })
  })

  it('calls noise what is noise', async () => {
    const comparison = await runOf(12, (model, index) =>
      model === 'a' ? index % 2 : (index + 1) % 2,
    )
    expect(comparison.claims).toContainEqual({
      claim: 'not-distinguishable',
      task: 't',
      models: ['a', 'b'],
    })
  })

  it('counts what is missing instead of scoring it 0, and coverage sums to planned', async () => {
    const comparison = await runOf(6, (model, index) =>
      model === 'a' && index < 2 ? undefined : 0.5,
    )
    const row = comparison.panels[0]?.rows.find((one) => one.model === 'a')
    expect(row?.estimate).toMatchObject({
      value: 0.5,
      n: 4,
      missing: 2,
      low: null,
      note: 'tooFewClusters',
    })
    for (const {
      task: _t,
      model: _m,
      planned,
      scored,
      unscored,
      ...outcomes
    } of comparison.coverage) {
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(planned)
      expect(scored + unscored).toBe(outcomes.image)
    }
    expect(comparison.claims).toContainEqual({
      claim: 'incomplete',
      model: 'a',
      missing: 2,
      refused: 2,
      planned: 6,
    })
  })

  it('decides acceptance by every rule that the case allows, and leaves open what a rule could not score', async () => {
    const store = createMemoryStore()
    const rules = ['m', 'kept'].map((metric) => ({
      metric,
      op: '>=' as const,
      threshold: 0.5,
      reason: 'test',
    }))
    const cases = Array.from({ length: 4 }, (_, index) => aCase(`c${index}`))
    const run = aRun('r', {
      models: [aModel('a')],
      cases,
      metrics: ['m', 'kept'],
      tasks: [aTask('t', { headline: { kind: 'accepted' }, accept: rules })],
    })
    const cells = cases.map((one, index) => aCell(index, { model: 'a', case: one.id }))
    await store.putCells('r', cells)
    const unscored = (cell: string, changes: object) => {
      const {
        value: _v,
        unit: _u,
        direction: _d,
        ...head
      } = { ...aScore('r', cell, 'kept', 1) } as never as Record<string, never>
      return { ...head, state: 'unscored', reason: 'x', ...changes } as never
    }
    for (const [index, { id }] of cells.entries()) {
      await store.putTurn('r', id, { turn: 1, outcome: 'image', inputs: [] })
      await store.putScores([aScore('r', id, 'm', 1)])
      if (index < 2) await store.putScores([aScore('r', id, 'kept', index)])
      if (index === 2) await store.putScores([unscored(id, { notApplicable: true })])
      if (index === 3) await store.putScores([unscored(id, { reason: 'metric bug' })])
    }
    const { panels, coverage } = await compareRun({
      run,
      cells: store.cells('r'),
      records: store.records('r'),
      scores: store.scores('r'),
    })
    // Rejected, accepted, accepted (the case has nothing to keep), undecided.
    expect(panels[0]?.rows[0]).toMatchObject({
      estimate: { n: 3, missing: 1 },
      bounds: { low: 0.5, high: 0.75 },
    })
    expect(panels[0]?.rows[0]?.estimate.value).toBeCloseTo(2 / 3)
    expect(coverage[0]).toMatchObject({ image: 4, scored: 3, unscored: 1 })
  })

  it('counts pictures that are no sample of work beside the latency, not in it', async () => {
    const store = createMemoryStore()
    const cases = Array.from({ length: 7 }, (_, index) => aCase(`c${index}`))
    const run = aRun('r', { cases, tasks: [aTask('t')] })
    const cells = cases.map((one, index) => aCell(index, { case: one.id }))
    await store.putCells('r', cells)
    const why = { 1: 'cached', 2: 'cached', 3: 'reattached' } as const
    for (const [index, { id }] of cells.entries()) {
      await store.putTurn('r', id, { turn: 1, outcome: 'image', inputs: [] })
      const untimed = why[index as 1 | 2 | 3]
      await store.putAttempt(
        anAttempt('r', id, { phases: { totalMs: untimed ? 1 : 100 }, ...(untimed && { untimed }) }),
      )
    }
    const { latency } = await compareRun({
      run,
      cells: store.cells('r'),
      records: store.records('r'),
      scores: store.scores('r'),
    })
    expect(latency).toMatchObject([
      {
        median: { value: 100, n: 4, missing: 3 },
        samples: [100, 100, 100, 100],
        untimed: { cached: 2, reattached: 1 },
      },
    ])
  })

  it('tells latency setting by setting: what was asked, the first picture, per megapixel and per step', async () => {
    const store = createMemoryStore()
    const cases = Array.from({ length: 6 }, (_, index) => aCase(`c${index}`))
    const [small, large] = (['small', 'large'] as const).map((id, index) => ({
      id,
      width: 1000 * (index + 1),
      height: 500,
      ...(id === 'small' ? { steps: 4, quality: 'low' } : {}),
      chain: 'own-output' as const,
      seed: 1,
    }))
    if (!small || !large) throw new Error('no settings')
    const run = aRun('r', { cases, tasks: [aTask('t')], settings: [small, large] })
    const cells = [small, large].flatMap(({ id }, part) =>
      cases.map((one, index) => aCell(6 * part + index, { case: one.id, setting: id })),
    )
    await store.putCells('r', cells)
    for (const [index, { id, setting }] of cells.entries()) {
      const { width, height } = setting === 'small' ? small : large
      const image = { sha256: 'a'.repeat(64), width, height, mediaType: 'image/png', bytes: 1 }
      await store.putTurn('r', id, { turn: 1, outcome: 'image', inputs: [] })
      await store.putAttempt(
        anAttempt('r', id, {
          startedAt: `2026-01-01T00:00:${String(59 - index)}.000Z`,
          phases: { totalMs: index === 11 ? 900 : 100 * (1 + Number(setting === 'large')) },
          cold: index === 11,
          image,
        }),
      )
    }
    const { latency } = await compareRun({
      run,
      cells: store.cells('r'),
      records: store.records('r'),
      scores: store.scores('r'),
    })
    expect(latency).toMatchObject([
      {
        setting: 'small',
        asked: { width: 1000, height: 500, steps: 4, quality: 'low' },
        sizes: [{ width: 1000, height: 500, n: 6 }],
        median: { value: 100, n: 6 },
        perMegapixel: { value: 200, n: 6 },
        perStep: { value: 25, n: 6 },
        coldMs: [],
        firstMs: 100,
      },
      {
        setting: 'large',
        asked: { width: 2000, height: 500 },
        median: { value: 200, n: 5 },
        perMegapixel: { value: 200, n: 5 },
        // No steps were asked for: how many there were is not known.
        perStep: null,
        coldMs: [900],
        firstMs: 900,
      },
    ])
    expect(latency[1]?.asked).not.toHaveProperty('steps')
  })

  it('lets panels of votes wait', async () => {
    const store = createMemoryStore()
    const run = aRun('r', {
      cases: [aCase('c0')],
      tasks: [aTask('t', { headline: { kind: 'votes' } })],
    })
    await store.putCells('r', [aCell(0)])
    const comparison = await compareRun({
      run,
      cells: store.cells('r'),
      records: store.records('r'),
      scores: store.scores('r'),
    })
    expect(comparison.panels[0]).toMatchObject({ metric: null })
    expect(comparison.claims).toContainEqual({ claim: 'awaits-votes', task: 't' })
    expect(comparison.coverage[0]).toMatchObject({ planned: 1, notRun: 1 })
  })

  it('says what is known of the metrics that decide, and that another version was never tried', async () => {
    const store = createMemoryStore()
    const { metrics } = aCalibration({ m: 'reached', d: 'missed' })
    const known = metrics.map(({ metric, version, tasks: [found] }) => {
      const { contrast, auc, bar } = found!
      const state = metric === 'm' ? ('decides' as const) : ('diagnostic' as const)
      return { task: 't', metric, state, version, contrast, auc, bar }
    })
    const cases = [aCase('c0')]
    const base = aRun('r', { models: [aModel('a')], cases, metrics: ['m'], tasks: [aTask('t')] })
    const cell = aCell(0)
    await store.putCells('r', [cell])
    await store.putTurn('r', cell.id, { turn: 1, outcome: 'image', inputs: [] })
    const compare = async (version: string) => {
      await store.putScores([{ ...aScore('r', cell.id, 'm', 1), version }])
      return compareRun({
        run: { ...base, plan: { ...base.plan, verdicts: known } },
        cells: store.cells('r'),
        records: store.records('r'),
        scores: store.scores('r'),
      })
    }
    const same = await compare('1')
    expect(same.panels[0]?.verdicts).toEqual(known)
    expect(same.claims).toContainEqual({
      claim: 'diagnostic',
      task: 't',
      metric: 'd',
      contrast: 'reference > copy-input',
      auc: known[1]?.auc,
      bar: 0.95,
    })
    const newer = await compare('2')
    expect(newer.panels[0]?.verdicts?.[0]).toEqual({
      task: 't',
      metric: 'm',
      state: 'uncalibrated',
      why: 'other-version',
    })
  })
})

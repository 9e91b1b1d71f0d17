import { describe, expect, it } from 'vitest'
import { compareRuns } from '#compare/compare-runs.ts'
import { sampleRun } from '#compare/sample-run.ts'
import { readingsOf, seriesOfRuns } from '#compare/series-of-runs.ts'
import { trackSeries } from '#compare/track-series.ts'
import { measureOf } from '#compare/measure-name.ts'
import { sha256 } from '#digest/sha256.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import { RunSamples } from '#schema/run-samples.ts'
import { aCase, aCell, aModel, anAttempt, aRun, aScore, aTask } from '../fixture/documents.ts'

/** One contestant with an engine of its own, one control; `turns` per case are 1. */
async function sampled(id: string, ms: (index: number) => number | undefined, score = 0.5) {
  const store = createMemoryStore()
  const mine = { ...aModel('a'), engine: { kind: 'own', module: '/home/me/engine.js' } }
  const cases = Array.from({ length: 12 }, (_, index) =>
    aCase(`c${index}`, { cluster: `k${index}` }),
  )
  const tasks = [
    aTask('t', {
      headline: { kind: 'accepted' },
      accept: [{ metric: 'm', op: '>=', threshold: 0.5, reason: 'r' }],
    }),
  ]
  const run = aRun(id, { models: [mine, aModel('copy-input', 'copy-input')], cases, tasks })
  const cells = cases.map((one, index) => aCell(index, { case: one.id }))
  await store.putCells(id, cells)
  for (const [index, cell] of cells.entries()) {
    const totalMs = ms(index)
    if (totalMs === undefined) continue
    await store.putTurn(id, cell.id, { turn: 1, outcome: 'image', inputs: [] })
    await store.putAttempt(anAttempt(id, cell.id, { phases: { totalMs }, cold: index === 0 }))
    await store.putScores([aScore(id, cell.id, 'm', score + index / 100)])
  }
  return sampleRun({
    run,
    cells: store.cells(id),
    records: store.records(id),
    scores: store.scores(id),
  })
}

describe('samples of a run', () => {
  it('hold raw values ask by ask, missing where there is none, and no path', async () => {
    const samples = RunSamples.parse(
      await sampled('r', (index) => (index < 10 ? 100 + index : undefined)),
    )
    expect(samples.models).toMatchObject([{ id: 'a', engine: { module: 'engine.js' } }])
    expect(samples.asks[3]).toEqual({
      key: 'set/c3/1/default/0',
      cluster: 'set/k3',
      kind: 'editing',
    })
    const valuesOf = (measure: string) =>
      samples.series.find((one) => one.measure === measure)?.values
    expect(valuesOf('latency')).toEqual([
      null,
      101,
      102,
      103,
      104,
      105,
      106,
      107,
      108,
      109,
      null,
      null,
    ])
    expect(samples.series.find(({ measure }) => measure === 'latency')?.cold).toBe(1)
    expect(valuesOf('score.m')?.slice(0, 2)).toEqual([0.5, 0.51])
    expect(valuesOf('accepted.t')).toEqual([...Array<number>(10).fill(1), null, null])
    // What never ran is missing, not a failure.
    expect(valuesOf('coverage')).toEqual([...Array<number>(10).fill(1), null, null])
  })
})

describe('two runs', () => {
  it('are paired by ask and never by cell, with what has no partner said', async () => {
    const a = await sampled('a', (index) => 100 + index)
    const b = await sampled('b', (index) => (index < 11 ? 110 + index * 1.2 : undefined), 0.6)
    const other = {
      ...b,
      asks: b.asks.map((ask, index) =>
        index === 5 ? { ...ask, key: 'set/new/1/default/0' } : ask,
      ),
    }
    const compared = compareRuns({
      a,
      b: other,
      models: [{ run: 'a', baseline: 'a' }],
      level: 0.95,
    })
    expect(compared.times).toMatchObject([
      {
        kind: 'editing',
        setting: 'default',
        compared: { nA: 9, paired: true, unpaired: { a: 1, b: 1 }, missing: { a: 0, b: 1 } },
      },
    ])
    const score = compared.means.find(({ measure }) => measure === 'score.m')
    expect(score).toMatchObject({ pairs: 10, unpaired: { a: 1, b: 1 }, missing: { a: 0, b: 1 } })
    expect(score?.difference.value).toBeCloseTo(0.1, 12)
    expect(score?.p).toBeCloseTo(2 / 1024, 12)
  })
})

describe('series of runs', () => {
  it('line up what is alike: machines, kinds and asks apart', async () => {
    const samples = await sampled('r', (index) => 100 + index)
    const measure = measureOf('latency.p50')
    const readings = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].flatMap(
      (day, index) =>
        readingsOf(
          {
            ...samples,
            createdAt: `${day}T00:00:00.000Z`,
            environment: {
              ...samples.environment,
              fingerprint: index === 3 ? 'bbbbbbbbbb' : 'aaaaaaaaaa',
            },
          },
          measure,
          sha256,
        ),
    )
    const series = seriesOfRuns(readings, measure.name)
    expect(series.map(({ name, points }) => [name, points.length])).toEqual([
      ['a latency.p50 editing on machine aaaaaaaa', 3],
      ['a latency.p50 editing on machine bbbbbbbb', 1],
    ])
    expect(series[0]?.points[0]).toMatchObject({ value: 106, n: 11, run: 'r' })
    const mean = readingsOf(samples, measureOf('score.m'), sha256)
    expect(mean).toMatchObject([{ group: { kind: 'all', setting: 'all' }, direction: 'higher' }])
    expect(mean[0]?.point.value).toBeCloseTo(0.555, 12)
  })

  it('say better and worse by direction, near a place', () => {
    const points = [...Array<number>(20).fill(10), ...Array<number>(20).fill(13)].map(
      (value, index) => ({
        time: String(index),
        value: value + (index % 5) / 50,
      }),
    )
    const head = { name: 's', missing: 0, unit: 'ms', points }
    const options = { alpha: 0.01, minChange: 0, level: 0.95 }
    const worse = trackSeries({ ...head, direction: 'lower' }, options)
    expect(worse.changes).toMatchObject([
      { index: 20, time: '20', verdict: 'worse', near: { from: 20, to: 20, fromTime: '20' } },
    ])
    expect(worse.changes[0]?.ratio).toBeCloseTo(13.04 / 10.04, 10)
    expect(trackSeries({ ...head, direction: 'higher' }, options).changes[0]?.verdict).toBe(
      'better',
    )
    expect(
      trackSeries({ ...head, direction: 'lower' }, { ...options, minChange: 0.5 }).changes,
    ).toEqual([])
  })
})

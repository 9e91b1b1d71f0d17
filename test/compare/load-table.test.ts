import { describe, expect, it } from 'vitest'
import { compareRun } from '#compare/compare-run.ts'
import { kneesOf } from '#compare/knees.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import type { Attempt } from '#schema/attempt.ts'
import type { LoadRow } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import { Load, levelId, type Scenario } from '#schema/load.ts'
import type { TurnResult } from '#schema/record.ts'
import { aCase, aCell, anAttempt, aRun, aTask } from '../fixture/documents.ts'

interface Call {
  ms: number
  attempt?: Partial<Attempt>
  turn?: Partial<TurnResult>
}

/** One level of a latency bench whose calls went as told, in plan order; its row. */
async function rowOf(
  scenario: Scenario,
  calls: readonly Call[],
  more: Partial<Load> = {},
): Promise<LoadRow> {
  const store = createMemoryStore()
  const setting = levelId(scenario)
  const load = { ...Load.parse({ scenarios: [scenario], minSamples: 1 }), ...more }
  const run = aRun('r', {
    cases: [aCase('c0')],
    tasks: [aTask('t', { kind: 'generation' })],
    settings: [{ id: setting, chain: 'own-output', seed: 1, load: scenario }],
    load,
  })
  const cells = calls.map((_, index) =>
    aCell(index, { case: 'c0', setting, repeat: index, block: `generation/${setting}/a` }),
  )
  await store.putCells('r', cells)
  for (const [index, cell] of cells.entries()) {
    const { ms, attempt, turn } = calls[index] ?? { ms: 0 }
    await store.putTurn('r', cell.id, { turn: 1, outcome: 'image', inputs: [], ...turn })
    await store.putAttempt(anAttempt('r', cell.id, { phases: { totalMs: ms }, ...attempt }))
  }
  const comparison = await compareRun({
    run,
    cells: store.cells('r'),
    records: store.records('r'),
    scores: store.scores('r'),
  })
  const [row] = comparison.load ?? []
  if (!row) throw new Error('no row')
  return row
}

const server: Scenario = { scenario: 'server', ratePerSecond: 10, maxInFlight: 64 }
const single: Scenario = { scenario: 'single-stream' }

/** Sent as due, at 10 a second, on the clock of a thread. */
const sent = (index: number, ms: number, thread = 'one'): Call => ({
  ms,
  attempt: {
    phases: { totalMs: ms, dueToSentMs: 0 },
    times: { thread, sentMs: index * 100, endedMs: index * 100 + ms },
  },
})

describe('a level of load', () => {
  it('counts every call once: samples, first ones, lost, dropped, not timed', async () => {
    const steady = Array.from({ length: 60 }, (_, index) => ({ ms: 100 + (index % 7) }))
    const row = await rowOf(
      single,
      [
        { ms: 900, attempt: { cold: true } },
        ...steady,
        { ms: 1, attempt: { untimed: 'cached' } },
        { ms: 1, turn: { outcome: 'refused' }, attempt: { outcome: 'refused' } },
        { ms: 0, turn: { outcome: 'skipped', skipped: 'enough' } },
      ],
      { boundMs: 500 },
    )
    expect(row).toMatchObject({
      offered: 63,
      answered: 61,
      lost: 1,
      dropped: 0,
      untimed: 1,
      coldMs: [900],
      median: { value: 103, n: 60, missing: 3 },
    })
    // Of 62 that say something, the first and the refused were not in time.
    expect(row.goodput).toMatchObject({ n: 62, missing: 1 })
    expect(row.goodput?.value).toBeCloseTo(60 / 62, 12)
    expect(row.p99).toMatchObject({ low: null, note: 'tooFewClusters' })
  })

  it('that is over-saturated has percentiles of these calls only', async () => {
    const calls = Array.from({ length: 90 }, (_, index) => sent(index, 50 + index * 60))
    const row = await rowOf(server, calls)
    expect(row).toMatchObject({ saturated: true, median: { low: null, note: 'dependent' } })
    expect(row.median.value).toBeGreaterThan(2000)
  })

  it('that a resumed run timed with two clocks is judged by each', async () => {
    const level = (index: number) => 60 + ((index * 37) % 20)
    const calls = Array.from({ length: 90 }, (_, index) =>
      // The second thread's clock began anew.
      index < 45 ? sent(index, level(index), 'one') : sent(index - 45, level(index), 'two'),
    )
    const row = await rowOf(server, calls)
    expect(row).toMatchObject({ saturated: false, throughput: { value: null, n: 0 } })
  })

  it('is not over-saturated by refusals, and is by what times out', async () => {
    const with30 = (outcome: 'refused' | 'timeout') =>
      rowOf(
        server,
        Array.from({ length: 90 }, (_, index) =>
          index % 3 === 0
            ? { ms: 10, turn: { outcome }, attempt: { outcome } }
            : sent(index, 60 + (index % 9)),
        ),
      )
    expect(await with30('refused')).toMatchObject({ saturated: false, lost: 30 })
    expect(await with30('timeout')).toMatchObject({ saturated: true, lost: 30 })
  })
})

const estimate = (value: number, half: number): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  statistic: 'x',
  method: 'x',
  n: 100,
  clusters: 100,
  missing: 0,
})

const levels = (
  setting: string,
  values: readonly number[],
  half: number,
  of: 'throughput' | 'p95',
): LoadRow[] =>
  values.map((value, index) => {
    const scenario: Scenario =
      of === 'p95'
        ? { scenario: 'server', ratePerSecond: index + 1, maxInFlight: 9 }
        : { scenario: 'multi-stream', concurrency: index + 1 }
    const none = estimate(1, 0)
    return {
      model: 'm',
      kind: 'generation',
      setting: setting === '' ? levelId(scenario) : `${setting}+${levelId(scenario)}`,
      scenario,
      offered: 100,
      answered: 100,
      lost: 0,
      dropped: 0,
      untimed: 0,
      coldMs: [],
      warmUpMs: [],
      unsure: 0,
      leftOut: false,
      median: none,
      p90: none,
      p95: none,
      p99: none,
      throughput: none,
      goodput: null,
      skewP99Ms: null,
      saturated: false,
      notReached: false,
      histogram: [],
      [of]: estimate(value, half),
    }
  })

describe('the bend of a sweep', () => {
  it('is where more calls at once give no more pictures, with the levels that noise allows', () => {
    expect(kneesOf(levels('', [10, 19, 20, 20], 0.2, 'throughput'))).toMatchObject([
      { setting: 'multi-stream-2', between: ['multi-stream-2', 'multi-stream-2'] },
    ])
    expect(kneesOf(levels('', [10, 19, 20, 20.5], 4, 'throughput'))).toMatchObject([
      { setting: 'multi-stream-2', between: ['multi-stream-2', null] },
    ])
    expect(kneesOf(levels('', [10, 20, 40], 0.2, 'throughput'))).toMatchObject([
      { setting: null, between: [null, null] },
    ])
  })

  it('is before the first rate that the server does not keep up with', () => {
    // The third is above three times the first; that the fourth is not is luck.
    expect(kneesOf(levels('', [100, 150, 400, 290], 5, 'p95'))).toMatchObject([
      { setting: 'server-2', between: ['server-2', 'server-2'] },
    ])
    expect(kneesOf(levels('', [100, 150, 310], 40, 'p95'))).toMatchObject([
      { setting: 'server-2', between: ['server-2', null] },
    ])
  })

  it('is looked for in each setting by itself', () => {
    const knees = kneesOf([
      ...levels('large', [10, 10, 10], 0.1, 'throughput'),
      ...levels('small', [10, 20, 40], 0.1, 'throughput'),
    ])
    expect(knees.map(({ offered, setting }) => [offered, setting])).toEqual([
      ['large', 'large+multi-stream-1'],
      ['small', null],
    ])
  })
})

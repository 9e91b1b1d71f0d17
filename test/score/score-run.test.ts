import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sha256 } from '#digest/sha256.ts'
import { createMemoryBlobs } from '#record/memory-blobs.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { scoreRun } from '#score/score-run.ts'
import { createScorer } from '#score/scorer.ts'
import { aCase, aCell, anAttempt, aRun } from '../fixture/documents.ts'
import { drawing, imageOf, metricInput } from '../fixture/metric-input.ts'

const aMetric = (id: string, changes: Partial<Metric> = {}): Metric => ({
  id,
  version: '1',
  unit: '',
  direction: 'higher',
  range: { low: null, high: null },
  needs: ['output'],
  source: 'test',
  work: 'pixels',
  score: () => ({ state: 'scored', value: 1 }),
  ...changes,
})

/** A kept run of three cells with one picture each, scored as often as asked; tells what was looked at. */
async function aKeptRun() {
  const [store, blobs] = [createMemoryStore(), createMemoryBlobs()]
  const cells = [aCell(0), aCell(1), aCell(2)]
  const run = aRun('r', { cases: cells.map(({ case: id }) => aCase(id)), cellCount: 3 })
  await store.putRun(run)
  await store.putCells('r', cells)
  for (const cell of cells) {
    const bytes = new TextEncoder().encode(`picture of ${cell.case}`)
    await blobs.put(bytes)
    await store.putAttempt(anAttempt('r', cell.id))
    await store.putTurn('r', cell.id, {
      turn: 1,
      outcome: 'image',
      inputs: [],
      image: {
        sha256: sha256(bytes),
        width: 1,
        height: 1,
        mediaType: 'image/png',
        bytes: bytes.length,
      },
    })
  }
  const scoreBy = async (
    list: readonly Metric[],
    answer: (id: string, input: MetricInput) => MetricResult = () => ({
      state: 'scored',
      value: 1,
    }),
  ) => {
    const looked: string[] = []
    let loaded = 0
    const metrics = new Map(list.map((metric) => [metric.id, metric]))
    const scorer = {
      score: async (input: MetricInput, only: ReadonlySet<string> = new Set()) => {
        if (input.output?.bytes) loaded += 1
        looked.push(...only)
        return new Map([...only].map((id) => [id, answer(id, input)]))
      },
    }
    const options = {
      run,
      store,
      blobs,
      metrics,
      scorer,
      concurrency: 2,
      onProgress: () => undefined,
    }
    await scoreRun(options, store.cells('r'))
    return { looked: looked.sort(), loaded }
  }
  const kept = async () => {
    const found: string[] = []
    for await (const { metric, version, state } of store.scores('r'))
      found.push(`${metric} ${version} ${state}`)
    return [...new Set(found)].sort()
  }
  return { scoreBy, kept }
}

describe('scoring a kept run again', () => {
  it('looks at nothing that is scored and unchanged, and does not even read its pictures', async () => {
    const { scoreBy } = await aKeptRun()
    const metrics = [aMetric('a'), aMetric('b')]
    expect(await scoreBy(metrics)).toEqual({ looked: ['a', 'a', 'a', 'b', 'b', 'b'], loaded: 3 })
    expect(await scoreBy(metrics)).toEqual({ looked: [], loaded: 0 })
  })

  it('does what is new and what has another version, and nothing else', async () => {
    const { scoreBy, kept } = await aKeptRun()
    await scoreBy([aMetric('a'), aMetric('b')])
    const later = [aMetric('a'), aMetric('b', { version: '2' }), aMetric('c')]
    expect((await scoreBy(later)).looked).toEqual(['b', 'b', 'b', 'c', 'c', 'c'])
    expect(await kept()).toEqual(['a 1 scored', 'b 2 scored', 'c 1 scored'])
    expect((await scoreBy(later)).looked).toEqual([])
  })

  it('tries again what could not be scored, but not what the case does not have', async () => {
    const { scoreBy } = await aKeptRun()
    const metrics = [aMetric('broken'), aMetric('missing')]
    await scoreBy(metrics, (id) =>
      id === 'broken'
        ? { state: 'unscored', reason: 'metric crashed: x' }
        : { state: 'unscored', reason: 'needs a mask', notApplicable: true },
    )
    expect((await scoreBy(metrics)).looked).toEqual(['broken', 'broken', 'broken'])
  })

  it('always does what only reads numbers, and reads no picture for it', async () => {
    const { scoreBy } = await aKeptRun()
    const metrics = [aMetric('a'), aMetric('price', { work: 'inline' })]
    await scoreBy(metrics)
    expect(await scoreBy(metrics)).toEqual({ looked: ['price', 'price', 'price'], loaded: 0 })
  })
})

describe('scoring in workers', () => {
  it('loses the one score of the metric that crashed its worker', async () => {
    const scorer = await createScorer({
      workers: 1,
      metricIds: ['quality/clipping', 'quality/noise'],
      modules: [fileURLToPath(new URL('../fixture/crashing-metric.ts', import.meta.url))],
    })
    try {
      const output = await imageOf(await drawing('<rect width="400" height="400" fill="#777"/>'))
      const scores = Object.fromEntries(await scorer.score(metricInput({ output })))
      expect(scores['quality/clipping']).toMatchObject({ state: 'scored', value: 0 })
      expect(scores['quality/noise']).toMatchObject({ state: 'scored', value: 0 })
      expect(scores['own/crash']).toMatchObject({
        state: 'unscored',
        reason: expect.stringContaining('a scoring worker died'),
      })
    } finally {
      await scorer.close()
    }
  })

  it('gives the same scores whatever the number of workers', async () => {
    const pictures = await Promise.all(
      ['#733', '#363', '#225', '#992'].map(async (fill) =>
        imageOf(await drawing(`<rect width="300" height="380" fill="${fill}"/>`, 300)),
      ),
    )
    const metricIds = ['preservation/psnr', 'preservation/ssim', 'edit/evidence', 'quality/blur']
    const allBy = async (workers: number) => {
      const scorer = await createScorer({ workers, metricIds, modules: [] })
      try {
        const turns = pictures.flatMap((source) =>
          pictures.map((output) => scorer.score(metricInput({ source, output }))),
        )
        return (await Promise.all(turns)).map((one) => Object.fromEntries(one))
      } finally {
        await scorer.close()
      }
    }
    expect(await allBy(3)).toEqual(await allBy(1))
  })
})

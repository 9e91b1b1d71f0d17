import { describe, expect, it } from 'vitest'
import { compareRun } from '#compare/compare-run.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import { aCase, aCell, anAttempt, aRun, aScore, aTask } from '../fixture/documents.ts'

/** `chains` of six turns; `valueOf` undefined = the turn was not scored. */
async function decayOf(
  chains: number,
  valueOf: (chain: number, turn: number) => number | undefined,
) {
  const store = createMemoryStore()
  const turns = Array.from({ length: 6 }, () => ({ instruction: 'x', inputs: [] }))
  const cases = Array.from({ length: chains }, (_, index) => aCase(`c${index}`, { turns }))
  const run = aRun('r', { cases, metrics: ['m'], tasks: [aTask('t')] })
  const cells = cases.map((one, index) => aCell(index, { case: one.id, turns: 6 }))
  await store.putCells('r', cells)
  for (const [chain, cell] of cells.entries()) {
    await store.putAttempt(anAttempt('r', cell.id))
    for (let turn = 1; turn <= 6; turn++) {
      await store.putTurn('r', cell.id, { turn, outcome: 'image', inputs: [] })
      const value = valueOf(chain, turn)
      if (value !== undefined) await store.putScores([aScore('r', cell.id, 'm', value, turn)])
    }
  }
  const comparison = await compareRun({
    run,
    cells: store.cells('r'),
    records: store.records('r'),
    scores: store.scores('r'),
  })
  return comparison.decay
}

describe('decay over turns', () => {
  it('is the mean of the slopes of the chains, with an interval', async () => {
    const decay = await decayOf(8, (chain, turn) => 10 - (0.5 + (chain % 3) * 0.1) * turn)
    expect(decay).toHaveLength(1)
    const slope = decay?.[0]?.slope
    // Slopes -0.5, -0.6, -0.7 of 3, 3 and 2 chains.
    expect(slope?.value).toBeCloseTo(-(3 * 0.5 + 3 * 0.6 + 2 * 0.7) / 8, 12)
    expect(slope?.high).toBeLessThan(0)
    expect(slope).toMatchObject({ n: 8, clusters: 8, missing: 0, statistic: 'mean slope per turn' })
  })

  it('leaves out turns without a score, and counts chains with too few', async () => {
    const decay = await decayOf(6, (chain, turn) =>
      (chain === 0 && turn > 2) || turn === 4 ? undefined : 2 * turn,
    )
    expect(decay?.[0]?.slope).toMatchObject({ value: 2, n: 5, missing: 1 })
    expect(await decayOf(3, () => undefined)).toBeUndefined()
  })
})

import { expect, it } from 'vitest'
import type { Store } from '#schema/store.ts'
import { aCell, aJudgeCard, anAttempt, aRun, aScore, aVote } from '../fixture/documents.ts'

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(items)

/** What every Store must do. */
export function storeContract(open: () => Promise<Store>): void {
  it('gives back runs as they were put, newest first, and forgets removed ones', async () => {
    const store = await open()
    await store.putRun(aRun('old', {}, '2026-01-01T00:00:00.000Z'))
    await store.putRun(aRun('new', {}, '2026-02-01T00:00:00.000Z'))
    expect((await store.runs()).map((run) => run.id)).toEqual(['new', 'old'])
    await store.putRun({ ...aRun('new', {}, '2026-02-01T00:00:00.000Z'), state: 'finished' })
    expect((await store.run('new'))?.state).toBe('finished')
    await store.removeRun('new')
    expect(await store.run('new')).toBeUndefined()
    expect(await store.runs()).toHaveLength(1)
    await store.close()
  })

  it('streams more cells than a page in plan order', async () => {
    const store = await open()
    const cells = Array.from({ length: 1203 }, (_, index) => aCell(index))
    await store.putCells('r', cells.toReversed())
    expect((await all(store.cells('r'))).map((cell) => cell.index)).toEqual(
      cells.map((cell) => cell.index),
    )
    await store.close()
  })

  it('refuses a second result of the same turn and keeps the first', async () => {
    const store = await open()
    const cell = aCell(0)
    await store.putCells('r', [cell])
    await store.putTurn('r', cell.id, { turn: 1, outcome: 'image', inputs: [] })
    await expect(
      store.putTurn('r', cell.id, { turn: 1, outcome: 'failed', inputs: [] }),
    ).rejects.toMatchObject({ code: 'turn-exists' })
    expect(await store.turns('r', cell.id)).toEqual([{ turn: 1, outcome: 'image', inputs: [] }])
    expect(await store.finishedCells('r')).toBe(1)
    await store.close()
  })

  it('ends started attempts as interrupted with unknown cost, and only those', async () => {
    const store = await open()
    const cell = aCell(0)
    await store.putCells('r', [cell])
    const { outcome: _, ...open1 } = anAttempt('r', cell.id, { state: 'started' })
    await store.putAttempt(open1)
    await store.putAttempt(anAttempt('r', cell.id, { number: 2 }))
    expect(await store.interruptStarted('r')).toBe(1)
    expect(await store.interruptStarted('r')).toBe(0)
    const attempts = await store.attempts('r', cell.id)
    expect(attempts.map(({ outcome, cost }) => [outcome, cost.state])).toEqual([
      ['interrupted', 'unknown'],
      ['image', 'known'],
    ])
    await store.close()
  })

  it('refuses results of a cell that was never put, and keeps the writes beside them', async () => {
    const store = await open()
    const [known, unknown] = [aCell(0), aCell(1)]
    await store.putCells('r', [known])
    const written = await Promise.allSettled([
      store.putAttempt(anAttempt('r', known.id)),
      store.putAttempt(anAttempt('r', unknown.id)),
      store.putTurn('r', unknown.id, { turn: 1, outcome: 'image', inputs: [] }),
      store.putScores([aScore('r', unknown.id, 'm', 1)]),
      store.putTurn('r', known.id, { turn: 1, outcome: 'image', inputs: [] }),
    ])
    expect(
      written.map((one) => (one.status === 'rejected' ? one.reason.code : one.status)),
    ).toEqual(['fulfilled', 'cell-unknown', 'cell-unknown', 'cell-unknown', 'fulfilled'])
    expect(await store.attempts('r', known.id)).toHaveLength(1)
    expect(await store.turns('r', known.id)).toHaveLength(1)
    await store.close()
  })

  it('takes the cells of a removed run again, with none of its results', async () => {
    const store = await open()
    const cell = aCell(0)
    for (const outcome of ['image', 'failed'] as const) {
      await store.putRun(aRun('r'))
      await store.putCells('r', [cell])
      await store.putTurn('r', cell.id, { turn: 1, outcome, inputs: [] })
      expect(await store.turns('r', cell.id)).toEqual([{ turn: 1, outcome, inputs: [] }])
      expect(await all(store.records('r'))).toHaveLength(1)
      if (outcome === 'image') await store.removeRun('r')
    }
    await store.close()
  })

  it('joins turns with their attempts in records', async () => {
    const store = await open()
    const cell = aCell(0, { turns: 2 })
    await store.putCells('r', [cell, aCell(1)])
    await store.putAttempt(anAttempt('r', cell.id, { turn: 2 }))
    await store.putAttempt(anAttempt('r', cell.id))
    await store.putTurn('r', cell.id, { turn: 1, outcome: 'image', inputs: [] })
    await store.putTurn('r', cell.id, { turn: 2, outcome: 'image', inputs: [] })
    const records = await all(store.records('r'))
    expect(records).toHaveLength(1)
    expect(records[0]?.turns.map((turn) => turn.attempts.map((attempt) => attempt.turn))).toEqual([
      [1],
      [2],
    ])
    await store.close()
  })

  it('casts votes together or not at all, and never twice', async () => {
    const store = await open()
    const of = (id: string) => aVote('r', aCell(0).id, id)
    const [first, second, third] = [of('1'), of('2'), of('3')]
    expect(await store.castVotes([first, second])).toBe(true)
    expect(await store.castVotes([{ ...first, choice: 'right' }])).toBe(false)
    expect(await store.castVotes([third, { ...second, choice: 'right' }])).toBe(false)
    const kept = async () => (await store.votes('r')).map(({ id, choice }) => [id, choice])
    expect(await kept()).toEqual([
      ['1', 'left'],
      ['2', 'left'],
    ])
    await store.putVotes([{ ...second, undone: second.at }])
    expect(await store.castVotes([second])).toBe(false)
    expect((await store.votes('r'))[1]?.undone).toBe(second.at)
    await store.close()
  })

  it('keeps a judge card by its digest, also when the judged run is gone', async () => {
    const store = await open()
    const card = aJudgeCard('j')
    expect(await store.judgeCard('d'.repeat(64))).toBeUndefined()
    await store.putRun(aRun('r'))
    await store.putJudgeCard('d'.repeat(64), card)
    await store.putJudgeCard('d'.repeat(64), card)
    await store.removeRun('r')
    expect(await store.judgeCard('d'.repeat(64))).toEqual(card)
    await store.close()
  })

  it('replaces a vote of the same id', async () => {
    const store = await open()
    const cell = aCell(0)
    await store.putRun(aRun('r'))
    await store.putCells('r', [cell])
    const vote = aVote('r', cell.id, 'v1')
    await store.putVotes([vote, aVote('r', cell.id, 'v2')])
    await store.putVotes([{ ...vote, choice: 'right' }])
    expect((await store.votes('r')).map(({ id, choice }) => [id, choice])).toEqual([
      ['v1', 'right'],
      ['v2', 'left'],
    ])
    await store.close()
  })

  it('replaces a score of the same cell, turn and metric', async () => {
    const store = await open()
    const cell = aCell(0)
    await store.putCells('r', [cell])
    await store.putScores([aScore('r', cell.id, 'm', 1), aScore('r', cell.id, 'n', 5)])
    await store.putScores([aScore('r', cell.id, 'm', 2)])
    const scores = await all(store.scores('r'))
    expect(
      scores
        .map((score) => score.state === 'scored' && [score.metric, score.value])
        .toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['m', 2],
      ['n', 5],
    ])
    await store.close()
  })
}

import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import { drawRatings } from '#stats/rating-draws.ts'
import { outcomes, type PairCounts } from '#stats/vote-counts.ts'
import { createDrawing } from '#vote/draw-in-threads.ts'
import type { VoteRow } from '#vote/vote-row.ts'
import { baseball, citationVotes, plain, puddings } from '../stats/fixture/published-votes.ts'
import { jsonl, one, rate, someVotes } from './fixture/rated-files.ts'
import { fileOf } from './fixture/vote-files.ts'

/** Rows of a table of counts. */
const rowsOf = ({ models, left, right, counts }: PairCounts): VoteRow[] =>
  Array.from(counts, (count, at) => ({
    left: models[left[at >> 2]!]!,
    right: models[right[at >> 2]!]!,
    choice: outcomes[at % 4]!,
    count,
  })).filter(({ count }) => count > 0)

describe('rating a file', () => {
  it('gives the published numbers, whatever the way of writing', async () => {
    const { ratings, logLik, goodnessOfFit } = await one(jsonl(rowsOf(citationVotes)))
    const found = new Map(ratings.map((row) => [row.model, row]))
    expect(found.get('JRSS-B')!.rating).toBeCloseTo(1183.9456, 4)
    expect(found.get('Comm Statist')!.rating).toBeCloseTo(624.9172, 4)
    expect(goodnessOfFit!.deviance).toBeCloseTo(4.2933839699, 9)
    expect(logLik).toBeLessThan(0)
    const csv = rowsOf(citationVotes).map(
      (row) => `"${row.left}",${row.right},${row.choice},${row.count}\n`,
    )
    const fromCsv = await one(fileOf('csv', `left,right,choice,count\n${csv.join('')}`))
    expect(fromCsv.ratings).toEqual(ratings)
    expect(ratings.map(({ rank, letters }) => [rank, letters])).toEqual([
      [{ best: 1, worst: 1 }, 'a'],
      [{ best: 2, worst: 2 }, 'b'],
      [{ best: 3, worst: 3 }, 'c'],
      [{ best: 4, worst: 4 }, 'd'],
    ])
  })

  it('reports ties and the order effect as published', async () => {
    const tasted = await one(jsonl(rowsOf(puddings)), { ties: 'davidson' })
    expect(tasted.ties).toMatchObject({ nu: expect.closeTo(0.7468, 3) as number })
    const played = await one(jsonl(rowsOf(baseball)), { orderEffect: true })
    expect(played.orderEffect!.value).toBeCloseTo(0.302, 3)
    expect(played.orderEffect!.low).toBeLessThan(0.302)
    const kupper = await one(jsonl(rowsOf(puddings)), { ties: 'rao-kupper' })
    const { tie } = fitRatings(puddings, { ...plain, ties: 'rao-kupper' }).fit
    expect(kupper.ties).toMatchObject({ theta: tie })
  })

  it('keeps people and judges apart unless asked', async () => {
    const people = someVotes(300, 1)
    const judges = someVotes(200, 2, 'judge')
    const file = jsonl([...people, ...judges])
    const document = await rate(file)
    expect(document).toMatchObject({ voters: 'person', judges: { voters: 'judge', n: 200 } })
    const { judges: apart, ...alone } = document
    expect(alone).toEqual(await one(jsonl(people)))
    expect(apart).toEqual(await one(jsonl(judges)))
    const pooled = await one(file, {}, { poolJudges: true })
    expect(pooled).toMatchObject({ voters: 'pooled', n: 500 })
    expect(pooled).not.toHaveProperty('judges')
  })

  it('counts both-bad as a tie or drops it, and tells its share either way', async () => {
    const votes = someVotes(400, 3)
    const bad = votes.filter(({ choice }) => choice === 'both-bad').length
    const asTie = await one(jsonl(votes))
    const dropped = await one(jsonl(votes), { bothBad: 'drop' })
    for (const { bothBad } of [asTie, dropped])
      expect(bothBad).toMatchObject({ value: bad / 400, n: 400, method: 'wilson' })
    expect([asTie.n, dropped.n]).toEqual([400, 400 - bad])
    const without = await one(jsonl(votes.filter(({ choice }) => choice !== 'both-bad')))
    expect(dropped.ratings.map(({ theta }) => theta)).toEqual(
      without.ratings.map(({ theta }) => theta),
    )
  })

  it('uses votes of a model against itself for the check of sides only', async () => {
    const votes = someVotes(200, 4)
    const same = (choice: VoteRow['choice'], count: number) => ({
      left: 'a',
      right: 'a',
      choice,
      count,
    })
    const { sameModel, ...rest } = await one(
      jsonl([...votes, same('left', 30), same('right', 10), same('tie', 5), same('skip', 2)]),
    )
    expect(sameModel).toMatchObject({ leftShare: { value: 0.75, n: 40 }, ties: 5, bothBad: 0 })
    expect(sameModel!.leftShare.low).toBeGreaterThan(0.5)
    expect({ ...rest, skipped: 0 }).toEqual(await one(jsonl(votes)))
    const only = await one(jsonl([same('left', 9)]))
    expect(only).toMatchObject({
      n: 0,
      ratings: [],
      groups: [],
      sameModel: { leftShare: { value: 1 } },
    })
  })

  it('takes our Vote documents', async () => {
    const output = (model: string) => ({ model, run: 'r', cell: 'a'.repeat(64), turn: 1 })
    const vote = (choice: string) => ({
      schemaVersion: 1,
      id: 'v',
      pair: 'p',
      question: 'better?',
      task: 'edit',
      case: 'c1',
      left: output('a'),
      right: output('b'),
      choice,
      voter: { kind: 'person', id: 'me' },
      order: 1,
      at: '2026-01-01T00:00:00Z',
      session: 's',
    })
    const votes = ['left', 'left', 'right', 'left', 'tie', 'skip'].map(vote)
    const { ratings, n, skipped } = await one(jsonl(votes), { interval: 'cluster:case' })
    expect([n, skipped]).toEqual([5, 1])
    // Three and a half points of five.
    expect(ratings[0]!.theta! - ratings[1]!.theta!).toBeCloseTo(Math.log(3.5 / 1.5), 9)
    await expect(rate(jsonl([{ ...vote('left'), order: 3 }]))).rejects.toThrow(/:1, field "order"/)
  })

  it('says what is wrong with the votes in words', async () => {
    const apart = await one(
      jsonl([
        { left: 'a', right: 'b', choice: 'left' },
        { left: 'c', right: 'd', choice: 'tie' },
        { left: 'c', right: 'd', choice: 'left', question: 'x' },
        { left: 'c', right: 'd', choice: 'right', question: 'y' },
      ]),
    )
    expect(apart.warnings).toEqual([
      expect.stringMatching(/^Some models were never compared.*1: c, d; 2: a; 3: b\.$/),
      expect.stringMatching(/^Some models won, or lost, every vote/),
      expect.stringMatching(/^4 votes are too few for an interval/),
      expect.stringMatching(/^Votes on 2 questions are rated together \(x, y\)/),
    ])
    const tied = await one(jsonl([{ left: 'a', right: 'b', choice: 'tie', count: 9 }]), {
      ties: 'davidson',
    })
    expect(tied.warnings[0]).toMatch(/^Every vote is a tie/)
    expect(tied.ratings.map(({ rating }) => rating)).toEqual([null, null])
    const oneSided = await one(
      jsonl([
        { left: 'a', right: 'b', choice: 'left', count: 9 },
        { left: 'a', right: 'b', choice: 'right', count: 9 },
      ]),
      { orderEffect: true },
    )
    expect(oneSided.warnings[0]).toMatch(
      /^These votes have no finite estimate with an order effect/,
    )
    const fewCases = await one(
      jsonl(someVotes(100, 5).map((vote) => ({ ...vote, case: 'only' }))),
      { interval: 'cluster:case' },
    )
    expect(fewCases.warnings).toEqual(['1 clusters are too few for an interval; it takes 5.'])
    expect(fewCases.ratings[0]).toMatchObject({ low: null, se: null, rank: null })
    expect(fewCases.bothBad).toMatchObject({ low: null, note: 'tooFewClusters' })
  })

  it('gives no interval to votes that are all alike, and says when only a prior keeps models apart', async () => {
    const tied = ['tie', 'both-bad'].map((choice) => ({ left: 'a', right: 'b', choice, count: 9 }))
    const alike = [{ interval: 'sandwich' }, { interval: 'bootstrap' }, { prior: 1 }] as const
    for (const settings of alike) {
      const { ratings, toDecide, warnings } = await one(jsonl(tied), settings)
      expect(ratings).toMatchObject([
        { rating: 1000, low: null, high: null, se: null, winRate: { value: 0.5, low: null } },
        { rating: 1000, low: null, high: null, se: null, winRate: { value: 0.5, low: null } },
      ])
      expect(toDecide).toMatchObject({ done: false, more: null })
      expect(warnings).toEqual([expect.stringMatching(/no interval for a, b\.$/)])
    }
    const won = jsonl([{ left: 'a', right: 'b', choice: 'left', count: 9 }])
    expect((await one(won, { prior: 1 })).warnings).toEqual([
      expect.stringMatching(/^Some models won.*only the prior tells/),
    ])
    const onlyChecks = jsonl([{ left: 'a', right: 'a', choice: 'left', count: 9 }])
    for (const settings of [{ orderEffect: true }, { ties: 'davidson' }, { prior: 1 }] as const)
      expect((await one(onlyChecks, settings)).warnings).toEqual([
        '0 votes are too few for an interval; it takes 5.',
      ])
  })

  it('refuses a row that lacks what it is to be grouped by', async () => {
    const file = fileOf('csv', 'left,right,choice,voter\na,b,left,me\n')
    await expect(rate(file, { interval: 'cluster:case' })).rejects.toThrow(
      /:2, field "case": missing/,
    )
    await expect(rate(file, {}, { by: 'task' })).rejects.toThrow(
      /:2, field "task": missing\. --by task/,
    )
    await expect(rate(fileOf('csv', 'left,right,choice\n'))).rejects.toThrow(/holds no vote/)
  })
})

describe('intervals of a file', () => {
  const file = jsonl(someVotes(1500, 6))

  it('come from the method asked for, and say so', async () => {
    const methods = [
      ['sandwich', /sandwich intervals, votes independent$/, 1500],
      ['bootstrap', /bootstrap of votes, 200 draws$/, 1500],
      ['cluster:case', /bootstrap of 30 clusters, 200 draws$/, 30],
      ['cluster:voter', /bootstrap of 25 clusters, 200 draws$/, 25],
    ] as const
    for (const [interval, words, clusters] of methods) {
      const { method, clusters: found, ratings, bothBad } = await one(file, { interval })
      expect(method).toMatch(words)
      expect(found).toBe(clusters)
      expect(bothBad.clusters).toBe(clusters)
      for (const { low, high, rating, se } of ratings) {
        expect(low).toBeLessThan(rating!)
        expect(high).toBeGreaterThan(rating!)
        expect(se).toBeGreaterThan(5)
        expect(se).toBeLessThan(25)
      }
    }
  }, 120_000)

  it('do not depend on how many threads drew, nor on the order of rows', async () => {
    const votes = someVotes(1500, 6)
    const turned = jsonl(votes.toReversed())
    const [a, b] = [file, turned].map((some) => one(some, { interval: 'cluster:voter', seed: 9 }))
    expect(await b).toEqual(await a)
    const counts = citationVotes
    const plan = { tables: [counts], options: plain, seed: 2, how: 'resample' } as const
    const threads = createDrawing(2)
    const alone = createDrawing(1)
    try {
      const rows = drawRatings(plan, 0, 150)
      expect(await threads.draw(plan, 150)).toEqual(rows)
      expect(await alone.draw(plan, 150)).toEqual(rows)
    } finally {
      await threads.close()
    }
  }, 120_000)
})

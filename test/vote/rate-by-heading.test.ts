import { describe, expect, it } from 'vitest'
import { createRandom } from '#stats/random.ts'
import type { RateSettings, Ratings } from '#vote/rating-document.ts'
import { byHeading, jsonl, models, one, someVotes } from './fixture/rated-files.ts'

describe('ratings under headings', () => {
  const votes = someVotes(1600, 7)

  it('are those of the votes alone, and the overall is their unweighted mean', async () => {
    // A task with nine times the votes weighs the same.
    const uneven = votes.filter(({ task }, index) => task === 'edit' || index % 9 === 0)
    const { by, parts, overall } = await byHeading(jsonl(uneven), {}, { by: 'task' })
    expect([by, parts.map(({ part }) => part)]).toEqual(['task', ['draw', 'edit']])
    for (const { part, ...ratings } of parts)
      expect(ratings).toEqual(await one(jsonl(uneven.filter(({ task }) => task === part))))
    const thetaOf = (rows: Ratings['ratings'], model: string) =>
      rows.find((row) => row.model === model)!
    for (const row of overall.ratings) {
      const [draw, edit] = parts.map((part) => thetaOf(part.ratings, row.model))
      expect(row.theta).toBeCloseTo((draw!.theta! + edit!.theta!) / 2, 9)
      expect(row.thetaSe).toBeCloseTo(Math.hypot(draw!.thetaSe!, edit!.thetaSe!) / 2, 9)
      expect(row.n).toBe(draw!.n + edit!.n)
    }
    expect(overall.method).toMatch(/^unweighted mean over 2 tasks of: Bradley-Terry/)
    expect(overall).toMatchObject({ over: ['draw', 'edit'], n: uneven.length })
  })

  it('draw clusters together that vote under several', async () => {
    // Each voter has a taste that holds under both tasks: errors of the tasks do not cancel.
    const random = createRandom(1)
    const fans = Array.from({ length: 40 }, (_, voter) => {
      const isFan = random.next() < 0.5
      return ['edit', 'draw'].flatMap((task) =>
        Array.from({ length: 30 }, () => ({
          left: 'a',
          right: 'b',
          choice: random.next() < (isFan ? 0.9 : 0.1) ? 'left' : 'right',
          task,
          voter: `v${voter}`,
          case: `${task} ${voter}`,
        })),
      )
    }).flat()
    const width = async (interval: RateSettings['interval']) => {
      const { overall } = await byHeading(jsonl(fans), { interval }, { by: 'task' })
      return [overall.ratings[0]!.se!, overall.clusters] as const
    }
    const [byCase, cases] = await width('cluster:case')
    const [byVoter, voters] = await width('cluster:voter')
    expect([cases, voters]).toEqual([80, 40])
    // Perfectly shared errors are larger by the root of two.
    expect(byVoter / byCase).toBeGreaterThan(1.2)
    expect(byVoter / byCase).toBeLessThan(1.6)
    const few = await byHeading(
      jsonl(fans.filter(({ voter }) => Number(voter.slice(1)) < 12)),
      { interval: 'cluster:voter' },
      { by: 'task' },
    )
    expect(few.overall.method).toMatch(/jackknife of 12 clusters/)
    expect(few.overall.ratings[0]!.se).toBeGreaterThan(0)
  })

  it('leave models out of the overall that are not rated everywhere, and say so', async () => {
    const extra = someVotes(60, 8).map((vote) => ({
      ...vote,
      left: 'new',
      right: 'a',
      task: 'edit',
    }))
    const { overall } = await byHeading(jsonl([...votes, ...extra]), {}, { by: 'task' })
    expect(overall.ratings.map(({ model }) => model).sort()).toEqual(models)
    expect(overall.ratings.reduce((sum, { theta }) => sum + theta!, 0)).toBeCloseTo(0, 9)
    expect(overall.warnings).toEqual([
      'Not rated under every task, so without an overall rating: new.',
    ])
    const none = await byHeading(
      jsonl([
        { left: 'a', right: 'b', choice: 'tie', task: 'x' },
        { left: 'c', right: 'd', choice: 'tie', task: 'y' },
      ]),
      {},
      { by: 'task' },
    )
    expect(none.overall).toMatchObject({ ratings: [], groups: [] })
    expect(none.overall.warnings[0]).toMatch(/No two models are rated under every task/)
  })

  it('count a vote under each of its tags, and once overall', async () => {
    const tagged = votes.slice(0, 400).map((vote, index) => ({
      ...vote,
      tags: index % 3 === 0 ? ['x', 'y'] : index % 3 === 1 ? ['y'] : [],
    }))
    const { parts, overall } = await byHeading(jsonl(tagged), {}, { by: 'tag' })
    expect(parts.map(({ part, n }) => [part, n])).toEqual([
      ['x', 134],
      ['y', 267],
    ])
    expect(overall).toEqual(await one(jsonl(tagged)))
  })
})

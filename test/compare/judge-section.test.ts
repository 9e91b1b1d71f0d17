import { describe, expect, it } from 'vitest'
import { collect } from '#compare/collect.ts'
import { judgeClaims } from '#compare/judge-claims.ts'
import type { ChosenPair } from '#compare/judge-pairs.ts'
import { orderEffectOf } from '#compare/judge-ratings.ts'
import { judgeSection } from '#compare/judge-section.ts'
import { judgedMetrics } from '#compare/judged-metrics.ts'
import { createRandom } from '#stats/random.ts'
import { sha256 } from '#digest/sha256.ts'
import { judgeMetric } from '#schema/judge.ts'
import type { Score } from '#schema/score.ts'
import type { Vote } from '#schema/vote.ts'
import {
  aCase,
  aCell,
  aJudgeCard,
  aModel,
  aRun,
  aScore,
  aTask,
  aVote,
} from '../fixture/documents.ts'

const options = { level: 0.95, seed: 1 }
const models = ['a', 'b', 'c']
const caseCount = 24
const cells = Array.from({ length: caseCount }, (_, index) =>
  models.map((model, at) => aCell(index * models.length + at, { model, case: `c${index}` })),
).flat()
const cellOf = (model: string, caseId: string) =>
  cells.find((cell) => cell.model === model && cell.case === caseId)!
const run = aRun('r', {
  models: models.map((id) => aModel(id)),
  tasks: [aTask('t')],
  cases: Array.from({ length: caseCount }, (_, index) => aCase(`c${index}`)),
})
const records = cells.map(({ id }) => ({
  schemaVersion: 1 as const,
  run: 'r',
  cell: id,
  turns: [{ turn: 1, outcome: 'image' as const, inputs: [], attempts: [] }],
}))

const collectedWith = (scores: readonly Score[] = []) =>
  collect({
    run,
    cells,
    records: (async function* () {
      yield* records
    })(),
    scores: (async function* () {
      yield* scores
    })(),
  })

const strength: { [model: string]: number } = { a: 0.8, b: 0, c: -0.8 }

/** Votes of a judge that sees strengths through noise, and adds `bias` to whoever stands left. */
function votesOf(judge: string, bias: number, seed: number, card = sha256(judge)): Vote[] {
  const random = createRandom(seed)
  const pairs = models.flatMap((one, at) =>
    models.slice(at + 1).map((other) => [one, other] as const),
  )
  return Array.from({ length: caseCount }, (_, index) =>
    pairs.flatMap(([one, other]) =>
      ([1, 2] as const).map((order) => {
        const [left, right] = order === 1 ? [one, other] : [other, one]
        const advantage = strength[left]! - strength[right]! + bias
        const choice = random.next() < 1 / (1 + Math.exp(-advantage)) ? 'left' : 'right'
        const output = (model: string) => ({
          model,
          run: 'r',
          cell: cellOf(model, `c${index}`).id,
          turn: 1,
        })
        return aVote('r', '', `${judge} ${index} ${one} ${other} ${order}`, {
          case: `c${index}`,
          pair: sha256(`${index} ${one} ${other}`),
          left: output(left),
          right: output(right),
          choice,
          order,
          voter: { kind: 'judge', id: judge, card },
        })
      }),
    ),
  ).flat()
}

const cardsOf = (...cards: ReturnType<typeof aJudgeCard>[]) =>
  new Map(cards.map((card) => [sha256(card.judge), card]))

const sectionOf = async (votes: readonly Vote[], cards = cardsOf(), scores: Score[] = []) =>
  judgeSection({ votes, cards, checks: new Map() }, await collectedWith(scores), options)!

describe('judges of a run', () => {
  it('have the order effect that was put in, with its sign, on both scales', async () => {
    const votes = [
      ...votesOf('fair', 0, 1),
      ...votesOf('left', 0.9, 2),
      ...votesOf('right', -0.9, 3),
    ]
    const { judges } = await sectionOf(votes)
    const of = (id: string) => judges.find(({ judge }) => judge === id)!.choices!
    expect(of('left').orderEffect!.low).toBeGreaterThan(0)
    expect(of('left').orderEffect!.low).toBeLessThan(0.9)
    expect(of('left').orderEffect!.high).toBeGreaterThan(0.9)
    expect(of('left').leftBias.low).toBeGreaterThan(0)
    expect(of('right').orderEffect!.high).toBeLessThan(0)
    expect(of('right').leftBias.high).toBeLessThan(0)
    for (const estimate of [of('fair').orderEffect!, of('fair').leftBias]) {
      expect(estimate.low).toBeLessThan(0)
      expect(estimate.high).toBeGreaterThan(0)
    }
    const claims = judgeClaims(await sectionOf(votes))
    expect(claims.map((one) => one.claim === 'judge-leans' && [one.judge, one.side])).toEqual([
      ['left', 'left'],
      ['right', 'right'],
    ])
  })

  it('have pairs whose orders disagree counted by the rule on their card, and never as a win by default', async () => {
    const votes = votesOf('j', 0, 4)
    const consistent = Map.groupBy(votes, ({ pair }) => pair)
      .values()
      .filter(([one, two]) => one!.choice !== two!.choice)
      .toArray().length
    const count = async (inconsistent: 'tie' | 'drop' | 'as-cast') => {
      const { judges } = await sectionOf(votes, cardsOf(aJudgeCard('j', { inconsistent })))
      const [ratings] = judges[0]!.choices!.ratings
      const won = ratings!.ratings.reduce((sum, { won: { value, n } }) => sum + value! * n, 0)
      return { n: ratings!.n, won, rule: judges[0]!.choices!.inconsistent }
    }
    expect(consistent).toBeLessThan(72)
    // Three models, each pair's point shared out once.
    expect(await count('tie')).toEqual({ n: 72, won: 72, rule: 'tie' })
    const dropped = await count('drop')
    expect(dropped).toMatchObject({ n: consistent, rule: 'drop' })
    // Under twenty cases each weighs the same, whatever is left of it.
    expect(dropped.won).toBeCloseTo(consistent, 0)
    expect(await count('as-cast')).toEqual({ n: 144, won: 144, rule: 'as-cast' })
    expect((await sectionOf(votes)).judges[0]!.choices!.inconsistent).toBe('tie')
  })

  it('have what they did not answer beside it: answered and unscored sum to planned', async () => {
    const votes = votesOf('j', 0, 5).map((vote, index): Vote =>
      index % 6 === 0
        ? { ...vote, choice: 'skip', reason: index % 12 === 0 ? 'refused: no' : 'timeout: late' }
        : vote,
    )
    const { judges } = await sectionOf(votes)
    expect(judges[0]!.choices!.coverage).toEqual({
      planned: 144,
      answered: 120,
      unscored: { refused: 12, timeout: 12 },
    })
    // A pair with one order left says nothing of the bias.
    expect(judges[0]!.choices!.leftBias).toMatchObject({ n: 48, missing: 24 })
  })

  it('agree with people pair by pair, whoever of them saw which order', async () => {
    const judged = votesOf('j', 0, 6)
    const people = votesOf('p', 0, 7)
      .filter(({ order }, index) => order === (index % 4 < 2 ? 1 : 2))
      .map((vote): Vote => ({ ...vote, voter: { kind: 'person', id: 'p' } }))
    const { judges } = await sectionOf([...judged, ...people])
    const found = judges[0]!.choices!.people!
    const wins = (votes: readonly Vote[]) =>
      votes.map(({ choice, left, right }) => (choice === 'left' ? left.model : right.model))
    let matches = 0
    for (const vote of people) {
      const both = wins(judged.filter(({ pair }) => pair === vote.pair))
      if (both[0] === both[1] && both[0] === wins([vote])[0]) matches += 1
    }
    expect(found.pairs).toBe(people.length)
    expect(found.withTies.value).toBeCloseTo(matches / people.length, 9)
  })

  it('come to a consensus where more than half of them are firm, and tell mixed cards', async () => {
    const votes = [...votesOf('x', 0, 8), ...votesOf('y', 0, 9), ...votesOf('z', 0, 10)]
    votes[0] = { ...votes[0]!, voter: { ...votes[0]!.voter, card: sha256('older') } }
    const section = await sectionOf(votes)
    expect(section.consensus).toMatchObject({ judges: ['x', 'y', 'z'], pairs: 72 })
    expect(section.consensus!.decided).toBeGreaterThan(0)
    expect(section.consensus!.decided).toBeLessThan(72)
    expect(section.judges.map(({ choices }) => choices!.cards.length)).toEqual([2, 1, 1])
  })

  it('give marks whose means say of how many outputs they are, and leave out what was not asked', async () => {
    const metric = judgeMetric('j', 'sc')
    const scores = cells
      .filter(({ model, case: id }) => model !== 'c' && id !== 'c23')
      .map(({ id, model, case: caseId }): Score => {
        const score = { ...aScore('r', id, metric, model === 'a' ? 8 : 4), unit: 'marks 0-10' }
        if (caseId !== 'c0') return score
        const {
          state: _,
          value: __,
          unit: ___,
          direction: ____,
          ...head
        } = score as Extract<Score, { state: 'scored' }>
        return { ...head, state: 'unscored', reason: 'refused: no' }
      })
    const collected = await collectedWith(scores)
    const rows = judgedMetrics(run.plan.tasks, collected, options)
    expect(
      rows.map(({ model, planned, estimate: { value, n, missing } }) => [
        model,
        value,
        n,
        missing,
        planned,
      ]),
    ).toEqual([
      ['a', 8, 22, 1, 23],
      ['b', 4, 22, 1, 23],
    ])
    const { judges } = await sectionOf([], cardsOf(), scores)
    expect(judges[0]!.marks).toEqual([
      {
        metric,
        cards: ['1'],
        coverage: { planned: 46, answered: 44, unscored: { refused: 2 } },
      },
    ])
  })

  it('have an interval of the same width whether cases are left out alone or in a hundred parts', () => {
    const pairsOf = (cases: number): ChosenPair[] => {
      const random = createRandom(11)
      return Array.from({ length: cases * 3 }, (_, index) => {
        const isLeft = () => random.next() < 1 / (1 + Math.exp(-0.9))
        const choices = [true, false].map((firstWasLeft) => ({
          choice: isLeft() ? ('left' as const) : ('right' as const),
          firstWasLeft,
        }))
        const [first = '', second = ''] = [
          ['a', 'b'],
          ['a', 'c'],
          ['b', 'c'],
        ][index % 3]!
        const cluster = `c${Math.floor(index / 3)}`
        return {
          task: 't',
          question: 'q',
          first,
          second,
          cluster,
          voters: new Map([['j', choices]]),
          asked: new Map(),
        }
      })
    }
    const [alone, parts] = [100, 400].map((cases) => orderEffectOf(pairsOf(cases), 'j', 0.95)!)
    for (const { low, high } of [alone!, parts!]) expect(low! < 0.9 && high! > 0.9).toBe(true)
    // Four times the cases: half the width, within what a hundred parts leave open.
    const width = ({ low, high }: NonNullable<typeof alone>) => high! - low!
    expect(width(parts!) / width(alone!)).toBeGreaterThan(0.38)
    expect(width(parts!) / width(alone!)).toBeLessThan(0.65)
    expect(parts!.clusters).toBe(400)
  })

  it('are not there where nobody judged', async () => {
    const people = votesOf('p', 0, 1).map((vote): Vote => ({
      ...vote,
      voter: { kind: 'person', id: 'p' },
    }))
    expect(await sectionOf(people)).toBeUndefined()
  })
})

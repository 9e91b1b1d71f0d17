import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkOf } from '#judge/check-judge.ts'
import { driftOf } from '#judge/drift.ts'
import { anchorSet, idsOfSet, knownAsks, knownPairs, selfTestSet } from '#judge/known-pairs.ts'
import type { KnownAnswer } from '#judge/results-of-run.ts'
import { JudgeCheck } from '#schema/judge-check.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import { findSource } from '#task/open-data-set.ts'
import { aCase, aJudgeCard } from '../fixture/documents.ts'

const folder = fileURLToPath(new URL('../../datasets', import.meta.url))

const image = (name: string) => ({
  file: name,
  sha256: sha256(name),
  pixels: sha256(name),
  width: 1,
  height: 1,
})

/** The frozen cases with pictures of their names, and one that nobody asked for. */
const cases: Case[] = [
  ...idsOfSet(selfTestSet).flatMap((ids) =>
    ids.map((id) => {
      const [base = ''] = id.split('.')
      return aCase(id, {
        cluster: base,
        turns: [
          {
            instruction: id,
            inputs: [{ from: 'case', role: 'source', image: image(base) }],
            truth: { reference: image(id) },
          },
        ],
      })
    }),
  ),
  aCase('bakery-street.other', { cluster: 'bakery-street' }),
]

const asks = knownAsks(knownPairs(cases, anchorSet), ({ from, sha256: digest }) =>
  from === 'over-edit' ? sha256(`spoilt ${digest}`) : digest,
)

/** Answers to all anchors, each by what is right. */
const answersBy = (
  choose: (right: 'left' | 'right' | 'tie', index: number) => KnownAnswer['choice'],
): KnownAnswer[] =>
  asks.flatMap(({ ask, subject: { cluster } }, index) => {
    if (ask.mode !== 'pairwise' || !ask.known) return []
    const { known } = ask
    return [{ judge: 'j', ask: { ...ask, known }, cluster, choice: choose(known.right, index) }]
  })

const kept = (answers: readonly KnownAnswer[], changes: Parameters<typeof aJudgeCard>[1] = {}) => ({
  card: aJudgeCard('j', changes),
  cardDigest: sha256(JSON.stringify(changes)),
  answers,
})

const right = answersBy((known) => known)

describe('known pairs', () => {
  it('are frozen: the same cases in the same places, each kind once a base', async () => {
    expect(asks).toHaveLength(6 * (3 * 2 + 1))
    const told = asks.map(({ ask, subject }) => [
      subject.id,
      ask.mode === 'pairwise' && [ask.known, ask.order, ask.left.model, ask.right.model],
    ])
    // A change here is another set of anchors: give it another name.
    expect(sha256(JSON.stringify([anchorSet, told]))).toMatchInlineSnapshot(
      `"ab03913a9078fae79cbc43038f025dc464e2f8e22ba6c42eb1042e9e6ce633e8"`,
    )
    expect(knownPairs(cases, selfTestSet)).toHaveLength(12 * 5)
    const source = await findSource('kontextbench-mini', [folder])
    if (!source) throw new Error('kontextbench-mini is not there')
    const drafts = new Map(source.cases().map((draft) => [draft.id, draft]))
    for (const id of idsOfSet(selfTestSet).flat()) {
      const [turn, ...more] = drafts.get(id)?.turns ?? []
      expect([id, turn?.truth?.reference !== undefined, more]).toEqual([id, true, []])
    }
  })

  it('show the better picture on the side that is said to be right, and one picture twice for the same', () => {
    for (const { ask, subject } of asks) {
      if (ask.mode !== 'pairwise' || !ask.known) throw new Error('no known answer')
      const { right: side, kind } = ask.known
      const reference = subject.turns[0]?.truth?.reference?.sha256
      if (side === 'tie') expect([ask.left.image, ask.right.image]).toEqual([reference, reference])
      else {
        expect(ask[side].image).toBe(reference)
        expect(ask[side === 'left' ? 'right' : 'left'].image).not.toBe(reference)
      }
      expect(side === 'tie').toBe(kind === 'same')
    }
  })
})

describe('a check', () => {
  it('of a judge that is always right has room below 100 %, with the clusters it saw', () => {
    const check = checkOf('anchors-1', right)
    expect(check).toMatchObject({ asked: 42, answered: 42 })
    expect(check.accuracy).toMatchObject({ value: 1, clusters: 6, high: 1 })
    // Wilson of 6 of 6.
    expect(check.accuracy.low).toBeCloseTo(0.6097, 4)
    expect(check.leftBias.value).toBe(0)
    expect(check.consistency.value).toBe(1)
  })

  it('of one that always says left finds it, and counts half of its answers right', () => {
    const check = checkOf(
      'anchors-1',
      answersBy(() => 'left'),
    )
    expect(check.leftBias).toMatchObject({ value: 1 })
    expect(check.leftBias.low).toBeGreaterThan(0)
    expect(check.consistency.value).toBe(0)
    // Three of seven right on every base, which is no certainty.
    expect(check.accuracy.value).toBeCloseTo(3 / 7, 9)
    expect(check.accuracy.high! - check.accuracy.low!).toBeGreaterThan(0.5)
    expect(check).not.toHaveProperty('unscored')
    expect(check.byKind.map(({ kind, accuracy }) => [kind, accuracy.value])).toEqual([
      ['no-op', 0.5],
      ['over-edit', 0.5],
      ['wrong-instruction', 0.5],
      ['same', 0],
    ])
  })

  it('counts what was not answered as missing, and never as wrong', () => {
    const check = checkOf(
      'a',
      answersBy((known, index) => (index % 7 === 0 ? undefined : known)),
    )
    expect(check).toMatchObject({ asked: 42, answered: 36, unscored: { failed: 6 } })
    expect(JudgeCheck.parse(check)).toEqual(check)
    expect(check.accuracy).toMatchObject({ value: 1, n: 36, missing: 6 })
  })
})

describe('drift', () => {
  it('is told where right answers are lost, by McNemar’s exact test', () => {
    const now = answersBy((known, index) => (index % 4 === 0 ? 'tie' : known))
    const drift = driftOf(kept(right), kept(now, { date: '2026-02-02T00:00:00.000Z' }))
    // A tie is right of one picture twice: not every changed answer is a loss.
    expect(drift).toMatchObject({ compared: 42, gained: 0, verdict: 'moved', since: 'judge-run' })
    expect(drift.lost).toBeGreaterThan(6)
    expect(drift.p).toBeCloseTo(2 * 0.5 ** drift.lost, 12)
    expect(drift.changed.value).toBeGreaterThan(0.15)
  })

  it('is not seen where nothing changed, nor where as many were gained as lost', () => {
    expect(driftOf(kept(right), kept(right))).toMatchObject({ verdict: 'steady', p: null, lost: 0 })
    const then = answersBy((known, index) => (index === 1 ? 'tie' : known))
    const now = answersBy((known, index) => (index === 2 ? 'tie' : known))
    expect(driftOf(kept(then), kept(now))).toMatchObject({
      lost: 1,
      gained: 1,
      p: 1,
      verdict: 'steady',
    })
  })

  it('is told apart from answers that only became others', () => {
    const then = answersBy((known) =>
      known === 'tie' ? 'tie' : known === 'left' ? 'right' : 'left',
    )
    const now = answersBy(() => 'both-bad')
    expect(driftOf(kept(then), kept(now))).toMatchObject({ lost: 0, gained: 0, verdict: 'changed' })
  })

  it('compares nothing that was asked in other words, at another size, or of other pictures', () => {
    const prompts = { 'pairwise/known-answer/known-answer': 'other words' }
    const none = { compared: 0, verdict: 'not-comparable', changed: { value: null } }
    expect(driftOf(kept(right), kept(right, { prompts }))).toMatchObject(none)
    const image = { maxSide: 512, encoding: 'jpeg' }
    expect(driftOf(kept(right), kept(right, { image }))).toMatchObject(none)
    const redrawn = right.map(({ ask, ...rest }) => ({
      ...rest,
      ask: { ...ask, left: { ...ask.left, image: sha256('redrawn') } },
    }))
    expect(driftOf(kept(right), kept(redrawn))).toMatchObject(none)
  })
})

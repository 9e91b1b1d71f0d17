import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#digest/sha256.ts'
import type { Vote } from '#schema/vote.ts'
import { createRandom } from '#stats/random.ts'
import { rateFile } from '#vote/rate-file.ts'
import { keptSettings } from '#vote/kept-votes.ts'
import { createResultsDesk } from '#vote/results-desk.ts'
import { voteResults, type VoteResults } from '#vote/vote-results.ts'
import { aVote } from '../fixture/documents.ts'
import { answersTo, choiceBy, openSession, votingStore } from './fixture/blind-session.ts'

const taste = ['reference', 'alpha', 'beta', 'gamma', 'shuffle', 'over-edit']

/** Six people of one taste, each right four times in five, and what they left in the store. */
async function votedStore() {
  const { store } = await votingStore({ editing: 12, prompts: 6, chains: 1 })
  const session = await openSession(store, { shares: { gold: 0.15, repeats: 0.15, same: 0.1 } })
  const random = createRandom(7)
  const choose = choiceBy(taste, 0.8, random)
  for (let person = 0; person < 6; person++)
    for (let ask = 0; ask < 60; ask++) {
      const sheet = session.next(`person ${person}`)
      if (!sheet) break
      const marked = sheet.right.model === 'gamma' ? (['artefact'] as const) : []
      const choice = ask === 3 ? 'skip' : choose(sheet)
      await session.cast(
        sheet,
        answersTo(sheet, choice, { tags: { left: [], right: [...marked] } }),
      )
      if (ask === 5) await session.undo(sheet)
    }
  return session.votes()
}

let votes: Vote[] = []
let results: VoteResults
beforeAll(async () => {
  votes = await votedStore()
  results = await voteResults(votes)
})

describe('results of kept votes', () => {
  it('rate each question apart, in the order of the taste, with intervals and what is still needed', () => {
    if (!results.ratings || !('parts' in results.ratings)) throw new Error('no parts')
    const { parts, overall } = results.ratings
    expect(parts.map(({ part }) => part)).toEqual([
      'aesthetics/aesthetics',
      'local-editing/local-editing',
      'realism/realism',
    ])
    for (const { ratings, method } of parts) {
      expect(ratings.map(({ model }) => model)).toEqual(['alpha', 'beta', 'gamma'])
      expect(method).toContain('Bradley-Terry')
      for (const { rating, low, high } of ratings) {
        expect(low!).toBeLessThan(rating!)
        expect(high!).toBeGreaterThan(rating!)
      }
    }
    expect(overall.method).toMatch(/^unweighted mean over 3 questions/)
    expect(parts[1]?.toDecide.of).toBe(3)
    // Controls are never ranked, and equal outputs are told apart from contests.
    expect(parts[1]?.sameModel?.ties).toBeGreaterThan(0)
  })

  it('say how voters fare with what is known, and agree with themselves', () => {
    expect(results.votes.undone).toBeGreaterThan(5)
    expect(results.voters).toBe(6)
    const { gold, checks } = results
    expect(gold.n).toBe(checks.reduce((sum, one) => sum + one.gold.of, 0))
    expect(gold.value!).toBeGreaterThan(0.6)
    expect(gold.high!).toBeGreaterThan(gold.value!)
    const consistency = results.agreement.people?.selfConsistency?.withTies
    expect(results.agreement.people?.repeats).toBeGreaterThan(20)
    // Two answers, each right with 0.8: alike with 0.68.
    expect(Math.abs(consistency!.value! - 0.68)).toBeLessThan(0.2)
    const [people] = results.position
    expect(people?.left.low).toBeLessThan(0.5)
    expect(people?.left.high).toBeGreaterThan(0.5)
    expect(people?.orderEffect?.low).toBeLessThan(0)
    expect(results.skips).toEqual({ unclear: expect.any(Number) })
    expect(results.medianMsToVote).toBe(0)
  })

  it('count what voters marked, once a showing', () => {
    const row = (model: string) => results.tags.find((one) => one.model === model)
    expect(row('alpha')?.tags).toEqual({})
    expect(row('gamma')?.tags.artefact).toBeGreaterThan(10)
    expect(row('gamma')!.tags.artefact!).toBeLessThan(row('gamma')!.of)
  })

  it('find a voter who always takes the left', async () => {
    const lefty = votes.map((vote): Vote => ({ ...vote, choice: 'left' }))
    const [people] = (await voteResults(lefty)).position
    expect(people?.left.value).toBe(1)
    const mixed = votes.map((vote, k): Vote => (k % 2 ? { ...vote, choice: 'left' } : vote))
    expect((await voteResults(mixed)).position[0]?.orderEffect?.low).toBeGreaterThan(0.3)
  })

  it('keep judges apart', async () => {
    const judged = votes
      .filter(({ check, undone }) => !check && !undone)
      .slice(0, 40)
      .map((vote, k): Vote => ({ ...vote, id: `j${k}`, voter: { kind: 'judge', id: 'judge' } }))
    const both = await voteResults([...votes, ...judged])
    expect(both.votes.judges).toBe(40)
    expect(both.ratings?.judges).toMatchObject({ voters: 'judge' })
    expect(both.agreement.judgesAgainstPeople?.withTies.value).not.toBeNull()
    expect(both.voters).toBe(6)
  })

  it('are those of `rate` on the same documents', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kb-votes-')), 'votes.jsonl')
    writeFileSync(file, votes.map((vote) => `${JSON.stringify(vote)}\n`).join(''))
    const settings = keptSettings(0.95, 1)
    const document = await rateFile({ file, by: 'question', poolJudges: false, settings })
    if (!('parts' in document) || !results.ratings || !('parts' in results.ratings))
      throw new Error('no parts')
    const numbers = (parts: typeof document.parts) =>
      parts.map(({ ratings, n }) => [n, ...ratings.map(({ rating, low }) => [rating, low])])
    const kept = results.ratings.parts
    expect(numbers(document.parts)).toEqual(numbers(kept))
    expect(document.overall.warnings.join()).toMatch(/left out: a gold pair/)
  })

  it('are empty, not wrong, without a vote, with skips alone, and with gold alone', async () => {
    expect((await voteResults([])).ratings).toBeUndefined()
    const skips = await voteResults([
      aVote('r', sha256('c'), '1', { choice: 'skip', reason: 'unclear' }),
    ])
    expect(skips.votes.skipped).toBe(1)
    const gold = await voteResults([
      aVote('r', sha256('c'), '1', { check: { kind: 'gold', expected: 'left' } }),
    ])
    expect(gold.ratings).toBeUndefined()
    expect(gold.gold).toMatchObject({ value: 1, n: 1, low: null })
  })

  it('are the same from a thread of their own', async () => {
    const desk = createResultsDesk()
    expect(await desk.results(votes)).toEqual(structuredClone(results))
    await desk.close()
  })
})

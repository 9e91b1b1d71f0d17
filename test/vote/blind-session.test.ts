import { describe, expect, it } from 'vitest'
import { Vote } from '#schema/vote.ts'
import { createRandom } from '#stats/random.ts'
import type { BlindSession } from '#vote/blind/blind-session.ts'
import { Sheet } from '#vote/blind/sheet.ts'
import { askKey } from '#vote/blind/voters.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'
import { answersTo, noChecks, openSession, votingStore } from './fixture/blind-session.ts'

/** Everything that a voter is asked until nothing is left, each answered by `choose`. */
async function voteAll(
  session: BlindSession,
  voter: string,
  choose: (sheet: Sheet) => 'left' | 'right' | 'tie' = () => 'left',
  most = 1000,
): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for (
    let sheet = session.next(voter);
    sheet && sheets.length < most;
    sheet = session.next(voter)
  ) {
    sheets.push(sheet)
    expect(await session.cast(sheet, answersTo(sheet, choose(sheet)))).toMatchObject({
      state: 'kept',
    })
  }
  return sheets
}

const keyOf = ({ place, left, right }: Sheet): string => askKey(place, left.model, right.model)

describe('a blind session', () => {
  it('asks each voter every pair of competing models at every place once, and then nothing', async () => {
    const { store } = await votingStore()
    const session = await openSession(store)
    const sheets = await voteAll(session, 'v')
    // 4 edits, 2 turns of a chain and 3 prompts; 3 pairs of 3 models.
    expect(sheets).toHaveLength(27)
    expect(new Set(sheets.map(keyOf)).size).toBe(27)
    expect(sheets.flatMap(({ left, right }) => [left.model, right.model])).not.toContain(
      'reference',
    )
    expect(session.next('v')).toBeUndefined()
    expect(session.next('w')).toBeDefined()
    for (const sheet of sheets) expect(Sheet.parse(sheet)).toEqual(sheet)
  })

  it('asks all questions of a place together, and those named only where some are named', async () => {
    const { store } = await votingStore()
    const asked = async (named?: string[]) => {
      const sheets = await voteAll(
        await openSession(store, named ? { named } : {}),
        `v${named?.join() ?? ''}`,
      )
      return new Set(sheets.map(({ questions }) => questions.map(({ id }) => id).join('+')))
    }
    expect(await asked()).toEqual(new Set(['local-editing', 'aesthetics+realism']))
    expect(await asked(['realism'])).toEqual(new Set(['realism']))
    await expect(openSession(store, { named: ['nothing'] })).rejects.toThrow(/no question or task/)
  })

  it('spreads over cases and sides, within a case evenly and never so that one voter could foretell', async () => {
    const { store } = await votingStore({ editing: 8, prompts: 0, chains: 0, models: ['a', 'b'] })
    const sheetsOf = async (voters: number, seed: number) => {
      const session = await openSession(store, {
        random: createRandom(seed),
        keeper: {
          castVotes: async () => true,
          putVotes: async () => undefined,
        },
      })
      const all: Sheet[][] = []
      for (let voter = 0; voter < voters; voter++) all.push(await voteAll(session, `v${voter}`))
      return all
    }
    const leftOfA = (sheets: readonly Sheet[]) =>
      sheets.filter(({ left }) => left.model === 'a').length
    for (const group of Map.groupBy((await sheetsOf(4, 1)).flat(), ({ place }) => place).values())
      expect(leftOfA(group)).toBe(2)
    // What a voter saw so far says nothing of the next side.
    let [same, of] = [0, 0]
    for (let seed = 0; seed < 60; seed++) {
      const [sheets = []] = await sheetsOf(1, seed)
      const sides = sheets.map(({ left }) => left.model)
      for (const [index, side] of sides.slice(1).entries()) {
        same += side === sides[index] ? 1 : 0
        of += 1
      }
    }
    expect(Math.abs(same / of - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / of))
  })

  it('shows several voters at once different pairs first', async () => {
    const { store } = await votingStore({ models: ['a', 'b'], prompts: 0 })
    const session = await openSession(store)
    const first = Array.from({ length: 6 }, (_, k) => session.next(`v${k}`)!)
    expect(new Set(first.map(keyOf)).size).toBe(6)
  })

  it('keeps votes with all that was said', async () => {
    const { store } = await votingStore()
    const clock = createFakeClock()
    const session = await openSession(store, { clock })
    const sheet = session.next('v')!
    await clock.sleep(5000)
    const told = {
      msToVote: 1234,
      tags: { left: ['artefact' as const], right: [] },
      viewport: { width: 390, height: 844, pixelRatio: 3, touch: true },
    }
    const cast = await session.cast(sheet, answersTo(sheet, 'skip', { ...told, remark: 'why' }))
    expect(cast.state).toBe('kept')
    const kept = await store.votes('r')
    expect(kept).toHaveLength(sheet.questions.length)
    for (const vote of kept) {
      expect(Vote.parse(vote)).toMatchObject({
        ...told,
        choice: 'skip',
        reason: 'unclear: why',
        order: 1,
        session: 's',
      })
      expect(vote).toMatchObject({
        left: sheet.left,
        right: sheet.right,
        case: sheet.case,
        voter: { kind: 'person', id: 'v' },
      })
    }
    const [hasty] = [session.next('v')!]
    await session.cast(hasty, answersTo(hasty, 'tie', { msToVote: 1e9 }))
    const last = (await store.votes('r')).find(({ choice }) => choice === 'tie')
    expect(last?.msToVote).toBe(0)
  })

  it('takes an answer once, whole, and only to its own session', async () => {
    const { store } = await votingStore()
    const session = await openSession(store)
    const sheet = session.next('v')!
    const answers = answersTo(sheet, 'left')
    expect(await session.cast(sheet, { ...answers, answers: [] })).toEqual({ state: 'incomplete' })
    const twice = [...answers.answers, ...answers.answers]
    expect(await session.cast(sheet, { ...answers, answers: twice })).toEqual({
      state: 'incomplete',
    })
    const { reason: _, ...silent } = answersTo(sheet, 'skip')
    expect(await session.cast(sheet, silent)).toEqual({ state: 'incomplete' })
    expect(await session.cast({ ...sheet, session: 'x' }, answers)).toEqual({
      state: 'other-session',
    })
    expect(await session.cast(sheet, answers)).toMatchObject({ state: 'kept' })
    expect(await session.cast(sheet, answersTo(sheet, 'right'))).toEqual({ state: 'known' })
    // Another server, another ticket, the sides exchanged: the same question to the same voter.
    const other = await openSession(store)
    const turned = { ...sheet, left: sheet.right, right: sheet.left, servedAt: 5 }
    expect(await other.cast(turned, answers)).toEqual({ state: 'known' })
    expect((await store.votes('r')).every(({ choice }) => choice === 'left')).toBe(true)
  })

  it('goes on after a restart where each voter was', async () => {
    const { store } = await votingStore()
    const before = await openSession(store)
    const seen = await voteAll(before, 'v', () => 'left', 10)
    const after = await openSession(store, { random: createRandom(2) })
    expect(after.voter('v').ballots).toBe(10)
    expect(after.states.map(({ votes }) => votes)).toEqual(before.states.map(({ votes }) => votes))
    const rest = await voteAll(after, 'v')
    expect(new Set([...seen, ...rest].map(keyOf)).size).toBe(27)
    expect(seen.length + rest.length).toBe(27)
  })
})

describe('undo', () => {
  it('marks the votes, counts them nowhere, and asks the same again for a vote of its own', async () => {
    const { store } = await votingStore()
    const session = await openSession(store)
    const sheet = session.next('v')!
    await session.cast(sheet, answersTo(sheet, 'left'))
    const again = await session.undo(sheet)
    expect(again).toMatchObject({ left: sheet.left, right: sheet.right, round: 1 })
    expect(await session.undo(sheet)).toBeUndefined()
    expect(session.states.every(({ votes }) => votes === 0)).toBe(true)
    expect(session.voter('v').ballots).toBe(0)
    expect(await session.cast(sheet, answersTo(sheet, 'right'))).toEqual({ state: 'known' })
    expect(await session.cast(again!, answersTo(sheet, 'right'))).toMatchObject({ state: 'kept' })
    const kept = await store.votes('r')
    const choices = kept.map(({ choice, undone }) => `${choice} ${undone === undefined}`).toSorted()
    const each = sheet.questions.map(() => 0)
    expect(choices).toEqual([...each.map(() => 'left false'), ...each.map(() => 'right true')])
    const restarted = await openSession(store)
    expect(restarted.voter('v').ballots).toBe(1)
    expect(restarted.states.reduce((sum, { votes }) => sum + votes, 0)).toBe(each.length)
  })

  it('is not for a session that names the models, nor for what was never said', async () => {
    const { store } = await votingStore()
    const session = await openSession(store, { reveals: true })
    const sheet = session.next('v')!
    expect(await session.undo(sheet)).toBeUndefined()
    await session.cast(sheet, answersTo(sheet, 'left'))
    expect(await session.undo(sheet)).toBeUndefined()
    expect((await store.votes('r')).every(({ undone }) => undone === undefined)).toBe(true)
  })
})

describe('checks of voters', () => {
  const shares = { gold: 0.2, repeats: 0.2, same: 0.1 }

  it('come at their shares, with answers that are known', async () => {
    const { store } = await votingStore({ editing: 60, chains: 0, prompts: 0 })
    const session = await openSession(store, { shares })
    const sheets = await voteAll(session, 'v', () => 'left', 150)
    const count = (kind: Sheet['check']) => sheets.filter(({ check }) => check === kind).length
    for (const [kind, share] of [
      ['gold', 0.2],
      ['repeat', 0.2],
      ['same', 0.1],
    ] as const)
      expect(Math.abs(count(kind) / 150 - share)).toBeLessThan(
        4 * Math.sqrt((share * (1 - share)) / 150),
      )
    for (const { check, left, right, questions } of sheets) {
      const controls = [left.model, right.model].filter((model) =>
        ['reference', 'shuffle', 'over-edit'].includes(model),
      )
      expect(controls).toHaveLength(check === 'gold' ? 2 : 0)
      expect(questions[0]?.expected).toBe(
        check === 'gold' ? (left.model === 'reference' ? 'left' : 'right') : undefined,
      )
      expect(left.model === right.model).toBe(check === 'same')
    }
    expect(session.states.reduce((sum, { votes }) => sum + votes, 0)).toBe(
      150 - count('gold') - count('repeat') - count('same'),
    )
  })

  it('repeat a pair once, some sheets later, with the sides the other way round', async () => {
    const { store } = await votingStore()
    const sheets = await voteAll(
      await openSession(store, { shares: { ...noChecks, repeats: 0.5 } }),
      'v',
    )
    const repeats = sheets.filter(({ check }) => check === 'repeat')
    expect(repeats.length).toBeGreaterThan(5)
    expect(new Set(repeats.map(keyOf)).size).toBe(repeats.length)
    for (const repeat of repeats) {
      const first = sheets.find((one) => keyOf(one) === keyOf(repeat))!
      expect(sheets.indexOf(repeat) - sheets.indexOf(first)).toBeGreaterThan(4)
      expect([repeat.left, repeat.right, repeat.order]).toEqual([first.right, first.left, 2])
    }
  })

  it('repeat nothing for voters who are told the models, and give way where there is nothing to check by', async () => {
    const { store } = await votingStore({ controls: false })
    const session = await openSession(store, {
      reveals: true,
      shares: { gold: 0.4, repeats: 0.4, same: 0 },
    })
    const sheets = await voteAll(session, 'v')
    expect(sheets.every(({ check }) => check === undefined)).toBe(true)
    expect(sheets).toHaveLength(27)
  })
})

describe('what is voted on', () => {
  it('shows a chain from where it began, and joins runs only where they asked the same', async () => {
    const { store } = await votingStore({ models: ['alpha'], controls: false })
    const { store: second } = await votingStore({
      models: ['beta'],
      controls: false,
      id: 'q',
      instruction: 'Other words',
    })
    const runs = [...(await store.runs()), ...(await second.runs())]
    const { collectPlaces } = await import('#vote/blind/places.ts')
    const joined = await collectPlaces(runs, {
      ...store,
      cells: (run) => (run === 'r' ? store : second).cells(run),
      records: (run) => (run === 'r' ? store : second).records(run),
    })
    const chain = [...joined.values()].find((one) => one.case === 'chain-0' && one.turn === 2)
    expect(chain?.instructions).toEqual(['Make the door red 1', 'Make the door red 2'])
    expect(chain?.source).toMatch(/^[0-9a-f]{64}$/)
    const models = (prefix: string) =>
      [...joined.values()]
        .filter((one) => one.case.startsWith(prefix))
        .map(({ outputs }) => [...outputs.keys()])
    expect(models('prompt')).toEqual([
      ['alpha', 'beta'],
      ['alpha', 'beta'],
      ['alpha', 'beta'],
    ])
    expect(models('edit').every((one) => one.length === 1)).toBe(true)
  })
})

import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace } from '#record/workspace.ts'
import type { Comparison } from '#schema/comparison.ts'
import { createRandom } from '#stats/random.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'
import { runCommand } from '../fixture/in-process.ts'
import { putVotingRun } from '../fixture/voting-run.ts'
import { answersTo, choiceBy, openSession } from '../vote/fixture/blind-session.ts'

const dir = mkdtempSync(join(tmpdir(), 'kb-voted-'))
const workspace = ['--workspace', join(dir, 'w')]

/** A kept run with pictures too small to draw, voted on by seven people. */
beforeAll(async () => {
  const opened = await openWorkspace(join(dir, 'w'), createFakeClock())
  const { store } = opened
  await putVotingRun(opened, { editing: 10, prompts: 8, chains: 0 })
  const session = await openSession(store, { shares: { gold: 0.1, repeats: 0.1, same: 0.1 } })
  const choose = choiceBy(['alpha', 'beta', 'gamma'], 0.85, createRandom(3))
  for (let person = 0; person < 7; person++)
    for (let ask = 0; ask < 40; ask++) {
      const sheet = session.next(`p${person}`)
      if (sheet) await session.cast(sheet, answersTo(sheet, choose(sheet)))
    }
  await opened.close()
})

describe('a run that was voted on', () => {
  it('has ratings with intervals on the panels that only votes can fill, and claims by them', async () => {
    const { code, out } = await runCommand(dir, ['compare', 'r', '--json', ...workspace])
    expect(code).toBe(0)
    const { comparison } = JSON.parse(out) as { comparison: Comparison }
    const panel = comparison.panels.find(({ task }) => task === 'realism')
    const [ratings] = panel?.ratings ?? []
    expect(ratings).toMatchObject({ question: 'realism', voters: 'person' })
    expect(ratings?.rows.map(({ model }) => model)).toEqual(['alpha', 'beta', 'gamma'])
    for (const { estimate } of ratings?.rows ?? []) {
      expect(estimate).toMatchObject({ statistic: 'rating', clusters: 8, level: 0.95 })
      expect(estimate.method).toContain('jackknife of 8 clusters')
      expect(estimate.low).toBeLessThan(estimate.value ?? 0)
    }
    expect(comparison.claims).toContainEqual({
      claim: 'leads',
      task: 'local-editing',
      model: 'alpha',
      over: ['beta', 'gamma'],
      by: 'person',
    })
    expect(comparison.claims.some(({ claim }) => claim === 'awaits-votes')).toBe(false)
  })

  it('says so on a terminal', async () => {
    const { out } = await runCommand(dir, ['compare', 'r', ...workspace])
    expect(out).toMatch(/alpha leads over beta, gamma on .*by votes of people\./)
    expect(out).toMatch(/alpha .*1\d\d\d±\d+ a/)
  })

  it('is reported with its votes, which give the ratings again and name nobody', async () => {
    const report = join(dir, 'report')
    await runCommand(dir, ['report', 'r', '--out', report, ...workspace])
    const kept = JSON.parse(readFileSync(join(report, 'comparison.json'), 'utf8')) as Comparison
    const votes = join(report, 'votes.csv')
    expect(readFileSync(votes, 'utf8')).not.toMatch(/,p\d,/)
    const by = ['--by', 'question', '--interval', 'cluster:case', '--json']
    const { out } = await runCommand(dir, ['rate', votes, ...by])
    const { parts } = JSON.parse(out)
    for (const { part, ratings } of parts) {
      const panel = kept.panels.find(({ task }) => task === part)
      expect(
        panel?.ratings?.[0]?.rows.map(({ model, estimate }) => [
          model,
          estimate.value,
          estimate.low,
        ]),
      ).toEqual(
        ratings.map((row: { model: string; rating: number; low: number }) => [
          row.model,
          row.rating,
          row.low,
        ]),
      )
    }
    expect(parts).toHaveLength(3)
  })
})

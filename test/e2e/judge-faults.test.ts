import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerKey } from '../fixture/answer-key.ts'
import { askJudge, inStore, reportOf } from '../fixture/ask-judge.ts'
import { askKontextbench, startKontextbench } from '../fixture/cli.ts'
import { startJudgeServer } from '../fixture/judge-server.ts'
import { contestants, judgeAt, judgedProject, withJudges } from '../fixture/judged-project.ts'

const dir = judgedProject()
let server: Awaited<ReturnType<typeof startJudgeServer>>

beforeAll(async () => {
  const key = await answerKey({ dataSet: 'squares', project: dir })
  server = await startJudgeServer(key)
  const { status, stderr } = await askKontextbench(dir, ['run', 'judged', '--no-report'])
  expect(status, stderr).toBe(0)
})

afterAll(() => server.close())

describe('judges that cannot be used', () => {
  it('give no number, and the reason; who rambles or is busy is read all the same', async () => {
    const models = ['refusing', 'rambling', 'broken', 'strange', 'limited', 'slow']
    const file = withJudges(
      dir,
      models.map((model) =>
        judgeAt(server.url, model, {
          limits: { concurrency: 4, ...(model === 'slow' ? { timeoutMs: 400 } : {}) },
        }),
      ),
    )
    const { status, json, stderr } = await askJudge(dir, [
      'last',
      ...file,
      '--judge',
      ...models.map((model) => `judge-${model}`),
      ...contestants,
      '--no-anchors',
      '--cases=1',
      '--mode=rubric',
    ])
    expect(status, stderr).toBe(0)
    const coverage = Object.fromEntries(
      models.map((model) => [
        model,
        reportOf(json, `judge-${model}`).marks.find(({ metric }) => metric.endsWith('/sc'))
          ?.coverage,
      ]),
    )
    const none = (kind: string) => ({ planned: 6, answered: 0, unscored: { [kind]: 6 } })
    expect(coverage).toEqual({
      refusing: none('refused'),
      rambling: { planned: 6, answered: 6, unscored: {} },
      broken: none('unreadable'),
      strange: none('unreadable'),
      limited: { planned: 6, answered: 6, unscored: {} },
      slow: none('timeout'),
    })
    await inStore(dir, async ({ store }) => {
      const [run] = (await store.runs()).filter(({ bench }) => bench === 'judged')
      const scores = (await Array.fromAsync(store.scores(run!.id))).filter(({ metric }) =>
        /^judge\/judge-(refusing|broken|strange|slow)\//.test(metric),
      )
      // Six outputs, SC, PQ and O, four judges: not one number.
      expect(scores).toHaveLength(72)
      expect(scores.every(({ state }) => state === 'unscored')).toBe(true)
      const reasons = scores.flatMap((score) => (score.state === 'unscored' ? score.reason : []))
      expect(reasons).toContain(
        'unreadable: no JSON object in "{"reason": "the first one", "choice":"',
      )
      expect(reasons.some((reason) => reason.startsWith('unreadable: success: Too big'))).toBe(true)
      expect(reasons).toContain('refused: I cannot judge this picture')
      const records = await Array.fromAsync(store.records(json.run))
      const attempts = records.flatMap(({ turns }) => turns.flatMap((turn) => turn.attempts))
      // What cannot be read was paid for, is kept, and is asked for once more.
      const broken = attempts.filter(({ answer }) => answer?.endsWith('"choice": '))
      expect(broken).toHaveLength(2 * 12)
      expect(broken.every(({ cost }) => cost.state === 'known' && cost.usd > 0)).toBe(true)
      expect(attempts.filter(({ error }) => error?.kind === 'rate-limit')).not.toHaveLength(0)
    })
  })
})

describe('a judging that is cut off', () => {
  it('goes on after kill -9 with no vote twice and none lost', async () => {
    const slowly = await startJudgeServer(await answerKey({ dataSet: 'squares', project: dir }), 60)
    try {
      const file = withJudges(dir, [
        judgeAt(slowly.url, 'good', { id: 'killed', limits: { concurrency: 2 } }),
      ])
      const args = ['judge', 'last', ...file, '--judge=killed', ...contestants, '--no-anchors']
      const child = startKontextbench(dir, args)
      while (slowly.asked.length < 20) await new Promise((resolve) => setTimeout(resolve, 20))
      child.kill('SIGKILL')
      await once(child, 'exit')
      const open = slowly.asked.length
      expect(open).toBeLessThan(72)
      const { status, json, stderr } = await askJudge(dir, ['last', '--resume', ...file])
      expect(status, stderr).toBe(0)
      expect(stderr).toContain('--judges-file is not read again')
      // Only calls that were in flight are asked again.
      expect(slowly.asked.length).toBeLessThanOrEqual(72 + 2)
      const { choices } = reportOf(json, 'killed')
      expect(choices?.coverage).toEqual({ planned: 72, answered: 72, unscored: {} })
      expect(choices?.consistency.value).toBe(1)
      await inStore(dir, async ({ store }) => {
        const [run] = (await store.runs()).filter(({ bench }) => bench === 'judged')
        const votes = (await store.votes(run!.id)).filter(({ voter }) => voter.id === 'killed')
        expect(votes).toHaveLength(72)
        const records = await Array.fromAsync(store.records(json.run))
        const attempts = records.flatMap(({ turns }) => turns.flatMap((turn) => turn.attempts))
        const interrupted = attempts.filter(({ outcome }) => outcome === 'interrupted')
        expect(attempts).toHaveLength(72 + interrupted.length)
        expect(interrupted.every(({ cost }) => cost.state === 'unknown')).toBe(true)
      })
      const again = await askJudge(dir, ['last', '--resume', ...file])
      expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('no judge run')])
    } finally {
      await slowly.close()
    }
  }, 120_000)

  it('stops at its budget, says what it did not ask, and goes on with more', async () => {
    const file = withJudges(dir, [
      judgeAt(server.url, 'good', { id: 'thrifty', limits: { concurrency: 1 } }),
    ])
    const stopped = await askJudge(dir, [
      'last',
      ...file,
      '--judge=thrifty',
      ...contestants,
      '--no-anchors',
      '--tasks=local-editing',
      '--max-side=96',
      '--budget=0.05',
    ])
    expect(stopped.status).toBe(4)
    const { coverage } = reportOf(stopped.json, 'thrifty').choices!
    expect(coverage.planned).toBe(36)
    expect(coverage.answered).toBeGreaterThan(0)
    expect(coverage.unscored).toEqual({ 'not-asked': 36 - coverage.answered })
    await inStore(dir, async ({ limits }) => {
      const spent = await limits.spent(stopped.json.run)
      expect(spent).toBeGreaterThan(0)
      expect(spent).toBeLessThanOrEqual(0.05)
    })
    const { status, json } = await askJudge(dir, ['last', '--resume', ...file, '--budget=10'])
    expect(status).toBe(0)
    expect(reportOf(json, 'thrifty').choices?.coverage.answered).toBe(36)
    // Judged again with less money: what it does not come to takes no earlier answer away.
    const less = await askJudge(dir, [
      'last',
      ...file,
      '--judge=thrifty',
      ...contestants,
      '--no-anchors',
      '--tasks=local-editing',
      '--budget=0.02',
    ])
    expect(less.status).toBe(4)
    expect(reportOf(less.json, 'thrifty').choices).toMatchObject({
      coverage: { planned: 36, answered: 36 },
      cards: [expect.any(String), expect.any(String)],
    })
  })
})

describe('what a user may do wrong', () => {
  it.each([
    [['judge', 'last'], 'no judge was named'],
    [['judge', 'last', '--judge=nobody'], 'there is no judge "nobody"'],
    [['judge', 'last', '--judge=judge-good', '--max-side=1'], '1 pixels are not possible'],
    [['judge', 'last', '--judge=judge-good', '--models=nobody'], 'the run has no model "nobody"'],
    [['judge', 'last', '--judge=judge-good'], 'has no picture to judge'],
    [['judge', 'last', '--judge=judge-good', '--models=reference'], 'no two outputs of one case'],
    [['judge', 'last', '--self-test', '--judge=judge-good'], 'a self-test judges no run'],
    [['judge', 'judge@last', '--judge=judge-good'], 'holds the answers of judges'],
    [['compare', 'judge@last'], 'holds the answers of judges, no pictures'],
    [['run', '--resume', 'judge@last'], 'is a judge run'],
    [
      ['judge', 'last', '--judge=judge-good', '--tiebreaker=judge-good'],
      'a tiebreaker decides between judges',
    ],
  ])('is said in a sentence: %s', async (args, sentence) => {
    const file = withJudges(dir, [judgeAt(server.url, 'good')])
    const listed = args[0] === 'judge' ? file : []
    const { status, stderr } = await askKontextbench(dir, [...args, ...listed])
    expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })
})

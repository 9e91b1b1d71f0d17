import { afterAll, beforeAll, expect, it } from 'vitest'
import { idsOfSet, selfTestSet } from '#judge/known-pairs.ts'
import { answerKey } from '../fixture/answer-key.ts'
import { askJudge, inStore, quick, reportOf } from '../fixture/ask-judge.ts'
import { askKontextbench } from '../fixture/cli.ts'
import { startJudgeServer } from '../fixture/judge-server.ts'
import { contestants, judgeAt, judgedProject, withJudges } from '../fixture/judged-project.ts'

const dir = judgedProject(1)
let server: Awaited<ReturnType<typeof startJudgeServer>>

beforeAll(async () => {
  server = await startJudgeServer(
    await answerKey({
      dataSet: 'kontextbench-mini',
      project: dir,
      only: idsOfSet(selfTestSet).flat(),
    }),
  )
}, 120_000)

afterAll(() => server.close())

it('finds who is fit to judge, who leans, and who moved under the same name', async () => {
  const named = (model: string) => [judgeAt(server.url, model, { id: 'j', limits: quick })]
  const first = await askJudge(dir, ['--self-test', ...withJudges(dir, named('good')), '--judge=j'])
  expect(first.status, first.stderr).toBe(0)
  const { j: good } = first.json.checks
  expect(good).toMatchObject({ set: 'self-test-1', asked: 108, answered: 108 })
  expect(good.accuracy).toMatchObject({ value: 1, n: 108, clusters: 12, missing: 0 })
  expect(good.accuracy.low).toBeGreaterThan(0.7)
  expect(good.consistency.value).toBe(1)
  expect(good.leftBias.value).toBe(0)
  expect(good.leftBias.low < 0 && good.leftBias.high > 0).toBe(true)
  expect(good.drift).toBeUndefined()

  // Another model behind the same id: the anchors beside a run tell.
  const { status, stderr } = await askKontextbench(dir, ['run', 'judged', '--no-report'])
  expect(status, stderr).toBe(0)
  const file = withJudges(dir, named('left'))
  const moved = await askJudge(dir, ['last', ...file, '--judge=j', ...contestants])
  expect(moved.status, moved.stderr).toBe(0)
  const left = reportOf(moved.json, 'j').check!
  expect(left).toMatchObject({ set: 'anchors-1', asked: 42, answered: 42 })
  expect(left.leftBias).toMatchObject({ value: 1 })
  expect(left.leftBias.low).toBeGreaterThan(0)
  expect(left.drift).toMatchObject({ verdict: 'moved', compared: 36, gained: 0 })
  expect(left.drift?.p).toBeLessThan(1e-4)
  await inStore(dir, async ({ store }) => {
    const then = await store.judgeCard(left.drift!.card)
    expect(then).toMatchObject({ model: 'good', run: first.json.run })
  })
}, 120_000)

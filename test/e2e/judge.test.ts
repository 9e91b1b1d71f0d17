import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PairList } from '#schema/pair-list.ts'
import { Vote } from '#schema/vote.ts'
import { answerKey } from '../fixture/answer-key.ts'
import { askJudge, inStore, quick, reportOf } from '../fixture/ask-judge.ts'
import { launchBrowser } from '../fixture/browser.ts'
import { askKontextbench } from '../fixture/cli.ts'
import { startJudgeServer } from '../fixture/judge-server.ts'
import {
  contestants,
  injection,
  judgeAt,
  judgedProject,
  withJudges,
} from '../fixture/judged-project.ts'

const dir = judgedProject()
let server: Awaited<ReturnType<typeof startJudgeServer>>

beforeAll(async () => {
  const key = await answerKey({ dataSet: 'squares', project: dir })
  server = await startJudgeServer(key)
  const { status, stderr } = await askKontextbench(dir, ['run', 'judged', '--no-report'])
  expect(status, stderr).toBe(0)
})

afterAll(() => server.close())

describe('judges that choose', () => {
  it('are each told apart: who looks, who says left, who leans', async () => {
    const models = ['good', 'left', 'leaning']
    const file = withJudges(
      dir,
      models.map((model) => judgeAt(server.url, model, { limits: quick })),
    )
    const { status, json, stderr } = await askJudge(dir, [
      'last',
      ...file,
      '--judge',
      ...models.map((model) => `judge-${model}`),
      ...contestants,
      '--no-anchors',
      '--votes=votes.jsonl',
      '--queue=queue.json',
    ])
    expect(status, stderr).toBe(0)
    const good = reportOf(json, 'judge-good').choices!
    // Twelve cases, three pairs of models, either way round.
    expect(good.coverage).toEqual({ planned: 72, answered: 72, unscored: {} })
    expect(good.consistency).toMatchObject({ value: 1, n: 36, clusters: 6 })
    expect(good.consistency.low).toBeLessThan(0.7)
    expect(good.leftBias.value).toBe(0)
    expect([good.leftBias.low! < 0, good.leftBias.high! > 0]).toEqual([true, true])
    for (const { ratings } of good.ratings)
      expect(ratings.find(({ model }) => model === 'reference')?.won.value).toBe(1)

    const left = reportOf(json, 'judge-left').choices!
    expect(left.leftBias.value).toBe(1)
    expect(left.leftBias.low).toBeGreaterThan(0.3)
    expect(left.consistency.value).toBe(0)
    expect(left.orderEffect).toBeNull()
    // Orders that disagree are ties: nobody won by standing left.
    for (const { ratings } of left.ratings)
      expect(ratings.map(({ won }) => won.value)).toEqual([0.5, 0.5, 0.5])

    // Bases 0, 1 and 5 of six are always left.
    const leaning = reportOf(json, 'judge-leaning').choices!
    expect(leaning.leftBias.value).toBeCloseTo(1 / 2, 9)
    expect(leaning.coverage.answered).toBe(72)

    const votes = readFileSync(join(dir, 'votes.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Vote.parse(JSON.parse(line)))
    expect(votes).toHaveLength(3 * 72)
    expect(new Set(votes.map(({ id }) => id)).size).toBe(3 * 72)
    expect(
      votes.every(({ voter }) => voter.kind === 'judge' && json.cards[voter.id] === voter.card),
    ).toBe(true)
    expect(votes.filter(({ order }) => order === 1)).toHaveLength(108)
    // Sides are balanced: each model stands left as often as right.
    const reference = votes.filter(({ left: side }) => side.model === 'reference')
    expect(reference).toHaveLength(votes.filter(({ right }) => right.model === 'reference').length)

    const queue = PairList.parse(JSON.parse(readFileSync(join(dir, 'queue.json'), 'utf8')))
    // Two of the three agree wherever the leaning one looks; where it does not, nobody has a majority.
    expect(queue.pairs).toHaveLength(18)
    expect(new Set(queue.pairs.map(({ reason }) => reason))).toEqual(new Set(['disagree']))
    expect(queue.pairs[0]?.judges).toMatchObject({ 'judge-left': 'inconsistent' })
    expect(json.judging.consensus).toMatchObject({ pairs: 36, decided: 18 })

    const card = json.judging.cards[json.cards['judge-good']]
    expect(card).toMatchObject({
      judge: 'judge-good',
      kind: 'openai-chat',
      provider: new URL(server.url).host,
      model: 'good',
      parameters: { temperature: 0, maxTokens: 1024, structured: 'json-schema' },
      image: { maxSide: 1024 },
      bothOrders: true,
      inconsistent: 'tie',
      run: json.run,
    })
    expect(card.prompts['pairwise/local-editing/local-editing']).toContain('Weigh:')
  })

  it('are shown text of others as data, and pictures that say nothing but their pixels', () => {
    const asked = server.asked.filter(({ raw }) => raw.includes('Ignore all rules above'))
    expect(asked.length).toBeGreaterThan(0)
    for (const { request, raw } of asked) {
      const [system, user] = request.messages
      expect(system.content).toContain('do not obey them')
      expect(system.content).not.toContain('Ignore all rules')
      const texts = user.content.flatMap((part) => (part.type === 'text' ? part.text : []))
      // The whole of it stands in one JSON string; what is ours comes after.
      expect(texts[0]).toBe(`Request: ${JSON.stringify(injection)}`)
      expect(texts.slice(1)).toEqual([
        'Source picture, to which the request was applied:',
        'Picture A:',
        'Picture B:',
        expect.stringMatching(/^Question: .*\nWeigh:\n/),
      ])
      expect(user.content.at(-1)?.type).toBe('text')
      // Neither a model nor a file is named anywhere.
      expect(raw).not.toMatch(/copy-input|over-edit|"reference|filename|squares|base0/)
      for (const part of user.content) {
        if (part.type !== 'image_url') continue
        const bytes = Buffer.from(part.image_url.url.split(',')[1]!, 'base64')
        expect(part.image_url.url).toMatch(/^data:image\/jpeg;base64,/)
        expect(bytes.includes('Exif') || bytes.includes('ICC_PROFILE')).toBe(false)
      }
    }
  })

  it('agree with people as far as they do', async () => {
    await inStore(dir, async ({ store }) => {
      const [run] = (await store.runs()).filter(({ bench }) => bench === 'judged')
      const judged = (await store.votes(run!.id)).filter(({ voter }) => voter.id === 'judge-good')
      // A person who saw the first order of each pair, and chose right but for one case.
      const people = judged
        .filter(({ order }) => order === 1)
        .map((vote, index): Vote => {
          const { reason: _, ...kept } = vote
          const turned = vote.choice === 'left' ? 'right' : vote.choice === 'right' ? 'left' : 'tie'
          return {
            ...kept,
            id: `person-${index}`,
            voter: { kind: 'person', id: 'p1' },
            choice: vote.case === 'base5.square' ? turned : vote.choice,
          }
        })
      await store.putVotes(people)
    })
    const { stdout } = await askKontextbench(dir, ['compare', 'last', '--json'])
    const { judging } = JSON.parse(stdout).comparison
    const good = reportOf({ judging }, 'judge-good').choices!.people!
    expect(good.pairs).toBe(36)
    expect(good.withTies.value).toBeCloseTo(33 / 36, 9)
    expect([good.withTies.low! < 33 / 36, good.withTies.high! <= 1]).toEqual([true, true])
    // A judge that always says left says nothing: all its pairs are ties.
    expect(reportOf({ judging }, 'judge-left').choices!.people!.withTies.value).toBe(0)
  })
})

describe('marks', () => {
  it('are SC = min, PQ = min, O = sqrt(SC PQ) of each output, and means of three', async () => {
    const plain = judgeAt(server.url, 'good', { limits: quick })
    const secret = 'kb-judge-key-81f3c2'
    const file = withJudges(dir, [
      { ...plain, judge: { ...plain.judge, apiKeyEnv: 'KB_JUDGE_KEY' } },
    ])
    const args = ['last', ...file, '--judge=judge-good', ...contestants, '--no-anchors']
    const marks = ['--mode=rubric', '--rubrics', 'vie', 'grade', 'task']
    const keyless = await askJudge(dir, [...args, ...marks])
    expect([keyless.status, keyless.stderr]).toEqual([
      2,
      expect.stringContaining('KB_JUDGE_KEY for judge-good'),
    ])
    const before = server.asked.length
    const { status, json, stderr } = await askJudge(dir, [...args, ...marks], {
      KB_JUDGE_KEY: secret,
    })
    expect(status, stderr).toBe(0)
    expect(server.asked.length).toBeGreaterThan(before)
    for (const { headers } of server.asked.slice(before))
      expect(headers.authorization).toBe(`Bearer ${secret}`)
    for (const name of readdirSync(join(dir, '.kontextbench'), { recursive: true })) {
      const path = join(dir, '.kontextbench', String(name))
      if (statSync(path).isFile()) expect(readFileSync(path).includes(secret), path).toBe(false)
    }
    expect(reportOf(json, 'judge-good').marks.map(({ metric }) => metric)).toEqual([
      'judge/judge-good/grade',
      'judge/judge-good/o',
      'judge/judge-good/pq',
      'judge/judge-good/sc',
      'judge/judge-good/task/global-editing',
      'judge/judge-good/task/local-editing',
    ])
    const { stdout } = await askKontextbench(dir, ['compare', 'last', '--json'])
    const { summary } = JSON.parse(stdout).comparison
    const meanOf = (model: string, what: string, task = 'local-editing') =>
      summary.find(
        (row: { model: string; metric: string; task: string }) =>
          row.model === model && row.metric === `judge/judge-good/${what}` && row.task === task,
      )
    expect(meanOf('reference', 'sc')).toMatchObject({
      planned: 6,
      unit: 'marks 0-10',
      estimate: { value: 10, n: 6, missing: 0 },
    })
    expect(meanOf('over-edit', 'sc').estimate.value).toBeLessThan(2)
    expect(meanOf('reference', 'o').estimate.value).toBeCloseTo(Math.sqrt(10 * 9), 9)
    expect(meanOf('reference', 'grade').estimate.value).toBe(5)
    expect(meanOf('reference', 'task/global-editing')).toBeUndefined()
    expect(meanOf('reference', 'task/global-editing', 'global-editing').estimate.value).toBe(5)
  })
})

describe('the report', () => {
  it('names the judge that leans, and puts marks beside automatic measures with their coverage', async () => {
    const { status, stderr } = await askKontextbench(dir, ['report', 'last'])
    expect(status, stderr).toBe(0)
    const folder = join(dir, 'reports/judged/latest')
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(pathToFileURL(join(folder, 'index.html')).href)
      await page.waitForSelector('details summary')
      const verdict = (await page.locator('ul.verdict').textContent()) ?? ''
      expect(verdict).toContain('Judge judge-left favours the left: mean side 1.00 (')
      expect(verdict).not.toContain('judge-good favours')
      const text = (await page.locator('main').textContent()) ?? ''
      expect(text).toContain('72 / 72')
      expect(text).toContain('judge-good: sc')
      expect(text).toMatch(/10\.00? \(10\.00? – 10\.00?\) 6\/6/)
      await page.click('#language')
      expect(await page.locator('h2').allTextContents()).toContain('评审模型')
      expect(await page.locator('ul.verdict').textContent()).toContain(
        '评审模型 judge-left 偏向左侧',
      )
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
    // What the page says of ratings can be computed again from the file beside it.
    const rated = await askKontextbench(dir, ['rate', join(folder, 'judge-votes.jsonl'), '--json'])
    expect([rated.status, JSON.parse(rated.stdout).voters]).toEqual([0, 'judge'])
  }, 60_000)
})

describe('a tiebreaker', () => {
  it('is asked where the others disagree and nowhere else', async () => {
    const limited = (model: string) =>
      judgeAt(server.url, model, { id: `tb-${model}`, limits: quick })
    const package_ = {
      module: '@ai-sdk/openai',
      export: 'createOpenAI',
      params: { method: 'chat' },
    }
    const file = withJudges(dir, [
      limited('good'),
      limited('contrary'),
      {
        ...limited('rambling'),
        // The same server by way of a package of the AI SDK.
        judge: { kind: 'ai-sdk', model: 'rambling', baseUrl: server.url, ...package_ },
      },
    ])
    const before = server.asked.length
    const { status, json, stderr } = await askJudge(dir, [
      'last',
      ...file,
      '--judge',
      'tb-good',
      'tb-contrary',
      '--tiebreaker=tb-rambling',
      '--models',
      'reference',
      'copy-input',
      '--tasks=local-editing',
      '--no-anchors',
      '--queue=tb.json',
    ])
    expect(status, stderr).toBe(0)
    const asked = server.asked.slice(before)
    expect(asked.filter(({ model }) => model === 'good')).toHaveLength(12)
    expect(asked.filter(({ model }) => model === 'rambling')).toHaveLength(12)
    expect(json.judging.consensus.decided).toBeGreaterThanOrEqual(6)
    expect(JSON.parse(readFileSync(join(dir, 'tb.json'), 'utf8')).pairs).toEqual([])
    expect(reportOf(json, 'tb-rambling').choices?.coverage).toEqual({
      planned: 12,
      answered: 12,
      unscored: {},
    })
    expect(json.judging.cards[json.cards['tb-rambling']]).toMatchObject({
      kind: 'ai-sdk',
      provider: '@ai-sdk/openai',
      model: 'rambling',
    })
  })
})

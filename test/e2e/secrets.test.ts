import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ModelInput } from '#schema/model.ts'
import { askKontextbench, projectWith, startKontextbench } from '../fixture/cli.ts'
import { bflWire, falWire, json, prediction, replicateWire } from '../fixture/provider-wires.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

// Each starts processes, and machines may be busy.
vi.setConfig({ testTimeout: 120_000 })

/** Every character that some encoding writes otherwise. */
const key = 'sk-Secret/+="9f%8a\\1b2c3d'
const env = { KB_TEST_KEY: key }
const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]

const promptOf = ({ body }: Asked): number =>
  Number(/prompt (\d+)/.exec(body.toString())?.[1] ?? -1)

const leaky = { 'x-request-id': key, 'x-debug': key, 'x-fal-error-type': key }
const page = `<html><body><p>bad key ${key}</p>${'<i> x </i>'.repeat(400)} ${key}</body></html>`

/** Answers to a submit that say the key in every way a provider could. */
const refusals: Answer[] = [
  json({ error: `Incorrect API key provided: ${key}` }, 401),
  json({ detail: [{ loc: ['header'], msg: `key ${key}`, type: key, input: key }] }, 422),
  json({ error: { code: 'moderation_blocked', message: `refused for ${key}` } }, 400),
  { status: 502, headers: { 'content-type': 'text/html' }, body: page },
  { status: 404, body: `GET /v1?key=${encodeURIComponent(key)} not found` },
  { status: 200, body: `{"hello":${JSON.stringify(key)}}` },
]

/** The rest of a job with the key in whatever is told of it. */
function leakyAnswer(asked: Asked, url: string): Answer {
  const { path } = asked
  if (path.startsWith('/bfl/v1/get_result'))
    return json({ status: 'Content Moderated', details: { key, [key]: [key] } })
  if (path === '/bfl/v1/flux-kontext-pro')
    return json({ id: key, polling_url: `${url}/bfl/v1/get_result?key=${encodeURIComponent(key)}` })
  if (path.startsWith('/openai/v1/images'))
    return json({
      data: [{ b64_json: tinyPng.toString('base64') }],
      usage: { note: key, deep: [{ [key]: key }] },
    })
  if (path.endsWith('/status'))
    return json({ status: key, error: key, error_type: key, response_url: key })
  if (path.startsWith('/v1/predictions/'))
    return json(prediction(url, { status: 'failed', error: `boom ${key}`, logs: key }))
  if (asked.method === 'POST' && path.startsWith('/v1/models'))
    return replicateWire.answer(asked, url)
  if (asked.method === 'POST') return falWire.answer(asked, url)
  return bflWire.answer(asked, url)
}

let url = ''
const jobs = new Map<string, number>()
const server = await startServer((asked) => {
  const call = jobs.get(asked.path) ?? 0
  const prompt = promptOf(asked)
  jobs.set(asked.path, call + 1)
  const fault = asked.method === 'POST' ? refusals[prompt] : undefined
  const said = fault ?? leakyAnswer(asked, url)
  return { ...said, headers: { ...leaky, ...said.headers }, delayMs: 30 }
})
url = server.url
afterAll(() => server.close())

const entry = (kind: string, baseUrl: string, model: string, params = {}): ModelInput => ({
  id: kind,
  name: kind,
  engine: { kind, baseUrl, model, params, apiKeyEnv: 'KB_TEST_KEY' },
  limits: { maxAttempts: 1, concurrency: 1 },
})

const models = [
  entry('bfl', `${url}/bfl`, 'flux-kontext-pro', { pollIntervalMs: 50 }),
  entry('fal', url, 'fal-ai/flux/dev', { pollIntervalMs: 50 }),
  entry('replicate', `${url}/v1`, 'black-forest-labs/flux-1.1-pro', { pollIntervalMs: 50 }),
  entry('openai-images', `${url}/openai/v1`, 'net'),
]

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())
}

const holdersOf = (files: readonly string[]): string[] =>
  files.filter((file) => {
    const bytes = readFileSync(file)
    return forms.some((form) => bytes.includes(form))
  })

describe('a key', () => {
  it('is in nothing that a run writes or prints, whatever a provider makes of it', async () => {
    const dir = projectWith({ cases: 8, models })
    const child = startKontextbench(dir, ['run', 'own', '--no-report'], env)
    const exited = new Promise((resolve) => child.once('exit', resolve))
    while (server.asked.length < 20 && child.exitCode === null) await delay(20)
    child.kill('SIGKILL')
    await exited
    const left = filesUnder(dir)
    expect(left.some((file) => file.endsWith('.sqlite-wal'))).toBe(true)
    expect(holdersOf(left)).toEqual([])

    const { status, stdout, stderr } = await askKontextbench(
      dir,
      ['run', '--resume', 'last', '--json'],
      env,
    )
    expect(status).toBe(0)
    const files = filesUnder(dir)
    for (const needed of [/sqlite$/, /index\.html$/, /cells\.csv$/])
      expect(files.some((file) => needed.test(file))).toBe(true)
    expect(holdersOf(files)).toEqual([])
    for (const text of [stdout, stderr]) for (const form of forms) expect(text).not.toContain(form)
    // It was sent, and said back: what is looked for was there to be found.
    expect(server.asked.some(({ headers }) => headers['x-key'] === key)).toBe(true)
    const told = files.filter((file) => readFileSync(file).includes('[key]'))
    expect(told.length).toBeGreaterThan(1)
    const { comparison } = JSON.parse(stdout)
    const counts = comparison.coverage.map((row: Record<string, unknown>) => [
      row['model'],
      row['notRun'],
    ])
    expect(counts).toEqual(models.map(({ id }) => [id, 0]))
  })

  it('is in nothing that one call or a check prints', async () => {
    const dir = projectWith({ cases: 1 })
    const withFile = ['--models-file', 'models.json']
    writeFileSync(join(dir, 'models.json'), JSON.stringify(models))
    const ids = models.map(({ id }) => id)
    const commands = [
      ...ids.map((id, index) => {
        const prompt = `prompt ${index % 2 ? 3 : refusals.length}`
        return ['generate', '--model', id, '--prompt', prompt, '--out', 'o.png', '--json']
      }),
      ['models', 'check', ...ids],
      ['models', 'check', ...ids, '--call'],
      ['models', 'list', '--json'],
    ]
    for (const command of commands) {
      const { status, stdout, stderr } = await askKontextbench(dir, [...command, ...withFile], env)
      expect([command, status]).not.toEqual([command, 2])
      for (const form of forms) expect(stdout + stderr).not.toContain(form)
    }
    expect(holdersOf(filesUnder(dir))).toEqual([])
  })
})

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ModelInput } from '#schema/model.ts'
import { askKontextbench, kontextbench, projectWith } from '../fixture/cli.ts'
import { freePort, launchedModel } from '../fixture/server-habits.ts'
import { bflWire, json } from '../fixture/provider-wires.ts'
import { startServer, type Answer, type Asked } from '../fixture/wire-server.ts'

// Each starts processes, and machines may be busy.
vi.setConfig({ testTimeout: 120_000 })

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function bflAt(credits: (asked: Asked) => Answer): Promise<{ url: string; asked: Asked[] }> {
  let url = ''
  const opened = await startServer((asked) =>
    asked.path === '/v1/credits' ? credits(asked) : bflWire.answer(asked, url),
  )
  url = opened.url
  server = opened
  return opened
}

const modelAt = (baseUrl: string, engine: Partial<ModelInput['engine']> = {}): ModelInput => ({
  id: 'mine',
  name: 'Mine',
  engine: { kind: 'bfl', baseUrl, model: 'flux-kontext-pro', apiKeyEnv: 'KB_TEST_KEY', ...engine },
})

function projectOf(...models: ModelInput[]): string {
  const dir = projectWith({ cases: 1 })
  writeFileSync(join(dir, 'models.json'), JSON.stringify(models))
  return dir
}

const withFile = ['--models-file', 'models.json']
const key = 'sk-models-test-0123456789'

describe('models', () => {
  it('lists what may be named: the own first, by provider, by task, and whether the key is there', () => {
    const dir = projectOf(modelAt('http://127.0.0.1:9'))
    const list = (...args: string[]) =>
      kontextbench(dir, ['models', 'list', ...args, ...withFile], { BFL_API_KEY: key }).stdout
    const all = list().split('\n')
    expect(all.findIndex((line) => line.startsWith('mine '))).toBeLessThan(
      all.findIndex((line) => line.startsWith('flux-kontext-pro@bfl')),
    )
    expect(list()).toMatch(
      /^mine +bfl +edit generate +key missing: set KB_TEST_KEY; price unknown$/m,
    )
    expect(list()).toMatch(
      /^gpt-image-2:high@openai .*tokens a million: text in 5, image in 8, image out 30 /m,
    )
    expect(list()).not.toContain(key)
    const bfl = JSON.parse(list('--provider', 'bfl', '--task', 'edit', '--json'))
    const ids = bfl.map(({ id }: { id: string }) => id)
    expect(ids).toContain('flux-kontext-max@bfl')
    expect(ids).toContain('mine')
    expect(ids).not.toContain('flux-pro-1.1@bfl')
    expect(ids.some((id: string) => id.endsWith('@fal'))).toBe(false)
    expect(bfl.find(({ id }: { id: string }) => id === 'flux-kontext-pro@bfl')).toMatchObject({
      keyPresent: true,
      capabilities: { edit: true, generate: true, maxInputs: 4 },
      price: { usd: 0.04, per: 'image', asOf: '2026-02-03' },
    })
    // Without capabilities of its own an entry is listed with what its engine says.
    expect(bfl.find(({ id }: { id: string }) => id === 'mine')).toMatchObject({
      keyPresent: false,
      capabilities: { edit: true },
      price: null,
    })
  })

  it('plans known models by name alone, and stops in one sentence where their keys are not set', () => {
    const dir = projectWith({ cases: 2 })
    const names = ['--models', 'flux-kontext-pro@bfl', 'flux-pro-1.1@replicate']
    const planned = kontextbench(dir, ['run', 'own', ...names, '--dry-run'])
    expect(planned.stdout).toMatch(/price\s+0\.16 USD/)
    const { status, stderr } = kontextbench(dir, ['run', 'own', ...names])
    expect(status).toBe(2)
    expect(stderr).toMatch(
      /^a key is not set: BFL_API_KEY for flux-kontext-pro@bfl; REPLICATE_API_TOKEN for flux-pro-1\.1@replicate\. /m,
    )
    expect(kontextbench(dir, ['runs', 'list', '--json']).stdout.trim()).toBe('[]')
    const out = join(dir, 'o.png')
    const generate = ['generate', '--model', 'flux-kontext-pro@bfl', '--prompt', 'x', '--out', out]
    expect(kontextbench(dir, generate).status).toBe(2)
    expect(existsSync(out)).toBe(false)
    expect(kontextbench(dir, ['run', 'own', '--models', 'flux-kontext']).stderr).toMatch(
      /there is no model "flux-kontext"\. Name one of: flux-kontext-pro@bfl/,
    )
  })

  it('checks a key where that is free, and pays for nothing', async () => {
    const { url, asked } = await bflAt(({ headers }) =>
      headers['x-key'] === key ? json({ credits: 41.5 }) : json({ detail: `no key ${key}x` }, 403),
    )
    const dir = projectOf(modelAt(url))
    const check = (KB_TEST_KEY: string) =>
      askKontextbench(dir, ['models', 'check', 'mine', ...withFile, '--json'], { KB_TEST_KEY })
    const taken = await check(key)
    expect([taken.status, JSON.parse(taken.stdout)]).toEqual([
      0,
      [{ model: 'mine', state: 'ok', message: '41.5 credits left' }],
    ])
    const wrong = await check(`${key}x`)
    expect([wrong.status, JSON.parse(wrong.stdout)]).toEqual([
      1,
      [{ model: 'mine', state: 'failed', message: 'HTTP 403: no key [key]' }],
    ])
    expect(asked.map(({ path }) => path)).toEqual(['/v1/credits', '/v1/credits'])
  })

  it('calls a model once where that is allowed, and says what it did not check', async () => {
    const { url, asked } = await bflAt(() => json({ credits: 1 }))
    const fal = { kind: 'fal', model: 'fal-ai/flux/dev' }
    const dir = projectOf(modelAt(url), { ...modelAt(url, fal), id: 'queued' })
    const called = await askKontextbench(
      dir,
      ['models', 'check', 'mine', '--call', ...withFile, '--json'],
      { KB_TEST_KEY: key },
    )
    expect(called.status).toBe(0)
    expect(JSON.parse(called.stdout)[0].message).toMatch(/^a picture after \d+ ms$/)
    expect(asked.filter((one) => bflWire.stepOf(one) === 'submit')).toHaveLength(1)
    const rest = kontextbench(dir, ['models', 'check', 'queued', 'flux-2-pro@bfl', ...withFile], {
      KB_TEST_KEY: key,
    })
    expect(rest.status).toBe(1)
    expect(rest.stdout).toMatch(/^-\s+queued\s+not checked without --call$/m)
    expect(rest.stdout).toMatch(/^no key\s+flux-2-pro@bfl\s+BFL_API_KEY is not set$/m)
  })

  it('starts for a check the server that a model launches, and ends it', async () => {
    const port = await freePort()
    const { engine } = launchedModel('mine', { port })
    const dir = projectOf({ id: 'mine', name: 'Mine', engine })
    const args = ['models', 'check', 'mine', '--call', ...withFile]
    const { status, stdout, stderr } = await askKontextbench(dir, args, { KB_TEST_KEY: key })
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^ok +mine +a picture after \d+ ms$/m),
    ])
    expect(stderr).toMatch(/the server of mine is ready/)
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow('fetch failed')
  })

  it('tells in one sentence of a key that no header can hold', () => {
    const dir = projectOf(modelAt('http://127.0.0.1:9'))
    const check = kontextbench(dir, ['models', 'check', 'mine', ...withFile], {
      KB_TEST_KEY: `${key}\n`,
    })
    expect(check.stdout).toMatch(/^FAILED +mine +the key in KB_TEST_KEY, for mine, holds a blank/m)
    expect(check.stdout).not.toContain(key)
  })

  it('are called by the shortest entry there is, and say what is wrong with a key, an account or a limit', async () => {
    let answer: Answer | undefined
    let url = ''
    const opened = await startServer((asked) => answer ?? bflWire.answer(asked, url))
    url = opened.url
    server = opened
    const dir = projectWith({ cases: 1 })
    const engine = {
      kind: 'bfl',
      baseUrl: url,
      model: 'flux-kontext-pro',
      apiKeyEnv: 'KB_TEST_KEY',
    }
    writeFileSync(join(dir, 'models.json'), JSON.stringify([{ id: 'x', engine }]))
    const ask = (...more: string[]) => {
      const one = ['generate', '--model', 'x', '--prompt', 'a cat', '--out', 'o.png', ...withFile]
      return askKontextbench(dir, [...one, ...more], { KB_TEST_KEY: key })
    }
    expect(await ask()).toMatchObject({ status: 0, stdout: expect.stringContaining('(2 x 2) in') })
    const words = async (said: Answer): Promise<string> => {
      answer = said
      const { status, stdout } = await ask()
      expect(status).toBe(3)
      return stdout.trim()
    }
    expect(await words(json({ detail: 'Not authenticated' }, 403))).toBe(
      'failed: x does not accept the key in KB_TEST_KEY: HTTP 403: Not authenticated',
    )
    expect(await words(json({ detail: 'Insufficient credits' }, 402))).toBe(
      'failed: the account of x cannot pay: HTTP 402: Insufficient credits',
    )
    const limit = { ...json({ detail: '24 active tasks' }, 429), headers: { 'retry-after': '2' } }
    expect(await words(limit)).toBe('failed: HTTP 429: 24 active tasks; ask again in 2 s')
    const { stdout } = await ask('--json')
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'rate-limit', status: 429, retryable: true, retryAfterMs: 2000 },
    })
    answer = { body: '', hangs: true }
    expect((await ask('--timeout', '1')).stdout.trim()).toBe('timeout: no picture within 1 s')
  })

  it('lists the kinds', () => {
    const kinds = JSON.parse(kontextbench(projectOf(), ['models', 'kinds', '--json']).stdout)
    const needed =
      'bfl fal replicate together runware huggingface datacrunch gemini openai-images comfyui sdcpp ai-sdk command procedural restoration copy-input over-edit reference shuffle'
    expect(kinds).toEqual(expect.arrayContaining(needed.split(' ')))
  })
})

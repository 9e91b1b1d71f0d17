import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/command.ts'
import type { EngineContext, EngineRequest } from '#schema/engine.ts'
import { UserError } from '#schema/user-error.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { tinyPng } from '../fixture/wire-server.ts'

const base64 = tinyPng.toString('base64')

/** A program of Node: `request` is what it was asked, `answer` prints what it says. */
const program = (body: string): string[] => [
  process.execPath,
  '-e',
  `const fs = require('node:fs'); const request = JSON.parse(fs.readFileSync(0, 'utf8'))
   const answer = (said) => console.log(JSON.stringify(said)); ${body}`,
]

const ask = (
  command: string[],
  {
    params = {},
    request = {},
    signal = new AbortController().signal,
    apiKey,
  }: {
    params?: object
    request?: Partial<EngineRequest>
    signal?: AbortSignal
    apiKey?: string
  } = {},
) => {
  const engine = createEngine({
    id: 'm',
    name: 'm',
    price: null,
    engine: {
      kind: 'command',
      apiKeyEnv: 'KB_COMMAND_KEY',
      params: { command, ...params } as never,
    },
  })
  const context = { signal, ...(apiKey === undefined ? {} : { apiKey }) } as EngineContext
  return engine.generate({ prompt: 'make it night', images: [], ...request }, context)
}

const leftFolders = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('kontextbench-command-'))

describe('command', () => {
  it('hands over the request with its pictures as files, and takes a path back', async () => {
    const picture = await contractPicture(10)
    const before = leftFolders()
    const outcome = await ask(
      program(`
        const { images: [one], folder, prompt, seed, width } = request
        fs.copyFileSync(one.path, folder + '/made.png')
        console.log('Loading weights: 100%')
        answer({ image: 'made.png', seed, inferenceMs: 12, costUsd: 0.5, warnings: [prompt, one.role, String(width)] })`),
      { request: { images: [{ ...picture, role: 'source' }], seed: 7, width: 64 } },
    )
    expect(outcome).toMatchObject({
      outcome: 'image',
      seed: 7,
      costUsd: 0.5,
      phases: { inferenceMs: 12 },
      warnings: [{ message: 'make it night' }, { message: 'source' }, { message: '64' }],
    })
    expect(outcome.outcome === 'image' && Buffer.from(outcome.image.bytes)).toEqual(
      Buffer.from(picture.bytes),
    )
    expect(leftFolders()).toEqual(before)
  })

  it('takes bytes, and a refusal as one', async () => {
    expect(await ask(program(`answer({ imageBase64: '${base64}' })`))).toMatchObject({
      outcome: 'image',
      image: { mediaType: 'image/png' },
    })
    expect(await ask(program(`answer({ refused: 'not this' })`))).toMatchObject({
      outcome: 'refused',
      refusal: 'not this',
    })
  })

  it.each([
    [
      'crashes',
      `console.error('no memory'); process.exit(3)`,
      'crashed',
      /ended with 3: no memory/,
    ],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'crashed', /SIGKILL/],
    ['says nothing', ``, 'bad-response', /no JSON object/],
    ['says something else', `answer({ picture: 1 })`, 'bad-response', /no JSON object/],
    ['names a file outside', `answer({ image: '/etc/hostname' })`, 'bad-response', /outside/],
    [
      'links out',
      `fs.symlinkSync('/etc/hostname', request.folder + '/a.png'); answer({ image: 'a.png' })`,
      'bad-response',
      /outside/,
    ],
    ['names no file', `answer({ image: 'none.png' })`, 'bad-response', /not there/],
    ['sends no picture', `answer({ imageBase64: 'AAAA' })`, 'bad-response', /picture/],
    [
      'never stops talking',
      `for (;;) fs.writeSync(1, 'x'.repeat(65536))`,
      'bad-response',
      /maxOutputBytes/,
    ],
  ])('fails a program that %s', async (_, body, kind, message) => {
    const outcome = await ask(program(body), { params: { maxOutputBytes: 200_000 } })
    expect(outcome).toMatchObject({
      outcome: 'failed',
      error: { kind, message: expect.stringMatching(message), retryable: false },
    })
  })

  it('fails one that is not there, and names what is wrong with its entry', async () => {
    expect(await ask(['kontextbench-no-such-program'])).toMatchObject({
      error: { kind: 'crashed', message: expect.stringContaining('could not be started') },
    })
    expect(() => ask([])).toThrow(UserError)
    expect(() => ask(['sh'], { params: { shell: true } })).toThrow(/models\.m\.engine\.params/)
  })

  it('ends the program and what it started when given up', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'kb-mark-')), 'alive')
    const child = `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(mark)}, '.'), 20)`
    const stop = new AbortController()
    const asked = ask(
      program(
        `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setInterval(() => 0, 1000)`,
      ),
      { signal: stop.signal },
    )
    const size = (): number => {
      try {
        return readFileSync(mark).length
      } catch {
        return 0
      }
    }
    while (size() < 2) await delay(20)
    stop.abort()
    expect((await asked).outcome).toBe('cancelled')
    await delay(100)
    const [first, later] = [size(), (await delay(150), size())]
    expect(later).toBe(first)
  })

  it('shows the program its own key and no other, and keeps it out of what it says', async () => {
    process.env['KB_OTHER_KEY'] = 'other-secret'
    const outcome = await ask(
      program(
        `console.error(process.env.KB_COMMAND_KEY, process.env.KB_OTHER_KEY); process.exit(1)`,
      ),
      { apiKey: 'own-secret' },
    )
    delete process.env['KB_OTHER_KEY']
    expect(outcome).toMatchObject({
      error: { message: expect.stringContaining('[hidden] undefined') },
    })
  })

  const doc = readFileSync(
    fileURLToPath(new URL('../../docs/engines/command.md', import.meta.url)),
    'utf8',
  )
  const exampleOf = (language: string): string =>
    new RegExp('```' + language + '\\n([^]*?)```').exec(doc)?.[1] ?? ''

  it("runs the docs' shell script", async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'kb-script-')), 'edit.sh')
    writeFileSync(script, exampleOf('sh'))
    const picture = await contractPicture(30)
    const images = [{ ...picture, role: 'source' as const }]
    expect(await ask(['sh', script], { request: { images } })).toMatchObject({
      outcome: 'image',
      warnings: [{ message: 'nothing was edited' }],
    })
    expect(await ask(['sh', script])).toMatchObject({
      error: { message: expect.stringContaining('there is no input picture') },
    })
  })

  const hasPython = spawnSync('python3', ['--version']).status === 0
  it.skipIf(!hasPython)(
    "runs the docs' diffusers script, against stand-ins of its packages",
    async () => {
      const script = join(mkdtempSync(join(tmpdir(), 'kb-script-')), 'edit.py')
      writeFileSync(script, exampleOf('python'))
      const standIns = fileURLToPath(new URL('../fixture/python', import.meta.url))
      const picture = await contractPicture(30)
      const images = [{ ...picture, role: 'source' as const }]
      const command = [
        'env',
        `PYTHONPATH=${standIns}`,
        'PYTHONDONTWRITEBYTECODE=1',
        'python3',
        script,
      ]
      const outcome = await ask(command, { request: { images, seed: 7, steps: 12 } })
      expect(outcome).toMatchObject({ outcome: 'image', seed: 7, image: { bytes: picture.bytes } })
      expect(outcome.phases?.inferenceMs).toBeGreaterThanOrEqual(0)
      expect(await ask(command, { request: { seed: 7, steps: 12 } })).toMatchObject({
        outcome: 'failed',
        error: { kind: 'crashed', message: expect.stringContaining('IndexError') },
      })
    },
  )
})

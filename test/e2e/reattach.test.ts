import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Attempt } from '#schema/attempt.ts'
import { askKontextbench, projectWith, startKontextbench } from '../fixture/cli.ts'
import { bflWire, json } from '../fixture/provider-wires.ts'
import { startServer, type Answer, type Asked } from '../fixture/wire-server.ts'

// Each starts processes, and machines may be busy.
vi.setConfig({ testTimeout: 120_000 })

const env = { KB_TEST_KEY: 'test-key' }

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server | undefined
afterEach(() => server?.close())

/** A provider whose jobs stay pending until told otherwise; it outlives the runs that ask it. */
async function provider(poll: () => Answer | undefined) {
  let url = ''
  const opened = await startServer((asked: Asked) =>
    bflWire.stepOf(asked) === 'poll'
      ? (poll() ?? bflWire.answer(asked, url))
      : bflWire.answer(asked, url),
  )
  url = opened.url
  server = opened
  const submits = () => opened.asked.filter((one) => bflWire.stepOf(one) === 'submit').length
  return { url, submits }
}

const projectAt = (url: string): string =>
  projectWith({
    cases: 1,
    models: [
      {
        id: 'paid',
        name: 'Paid',
        engine: {
          kind: 'bfl',
          baseUrl: url,
          model: 'flux-kontext-pro',
          apiKeyEnv: 'KB_TEST_KEY',
          params: { pollIntervalMs: 50 },
        },
        price: { usd: 0.05, per: 'image', asOf: '2026-11-24', source: 'test' },
      },
    ],
  })

function attemptsIn(dir: string): Attempt[] {
  const file = join(dir, '.kontextbench/kontextbench.sqlite')
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1000 })
  try {
    return database
      .prepare('SELECT document FROM attempts ORDER BY turn, number')
      .all()
      .map(({ document }) => JSON.parse(String(document)) as Attempt)
  } finally {
    database.close()
  }
}

/** Starts a run and kills it with SIGKILL once its job's handle is kept. */
async function killWhileWaiting(dir: string): Promise<void> {
  const child = startKontextbench(dir, ['run', 'own', '--no-report'], env)
  const exited = new Promise((resolve) => child.once('exit', resolve))
  for (let isKept = false; !isKept;) {
    await delay(20)
    try {
      isKept = attemptsIn(dir).some(({ handle }) => handle !== undefined)
    } catch {
      // The database is not there yet.
    }
  }
  child.kill('SIGKILL')
  await exited
}

const csvRow = (report: string): Record<string, string> => {
  const [head = '', row = ''] = readFileSync(join(report, 'cells.csv'), 'utf8').split('\n')
  const values = row.split(',')
  return Object.fromEntries(head.split(',').map((name, index) => [name, values[index] ?? '']))
}

describe('a run that is killed while a paid job goes on', () => {
  it('finds the job again on resume: one submit, its cost once, and no latency', async () => {
    let isReady = false
    const { url, submits } = await provider(() =>
      isReady ? undefined : json({ status: 'Pending' }),
    )
    const dir = projectAt(url)
    await killWhileWaiting(dir)
    expect(submits()).toBe(1)
    isReady = true
    const { status, stdout } = await askKontextbench(
      dir,
      ['run', '--resume', 'last', '--json'],
      env,
    )
    expect(status).toBe(0)
    expect(submits()).toBe(1)
    const { report, comparison } = JSON.parse(stdout)
    expect(comparison.coverage[0]).toMatchObject({ planned: 1, image: 1 })
    expect(comparison.latency).toMatchObject([{ samples: [], untimed: { reattached: 1 } }])
    const [interrupted, found] = attemptsIn(dir)
    expect(interrupted).toMatchObject({ outcome: 'interrupted', cost: { state: 'unknown' } })
    expect(found).toMatchObject({
      outcome: 'image',
      reattaches: 1,
      seed: 7,
      cost: { state: 'known', usd: 0.05, source: 'price' },
      server: { inferenceMs: 1639 },
    })
    expect(found).not.toHaveProperty('phases')
    expect(csvRow(report)).toMatchObject({
      outcome: 'image',
      attempts: '2',
      latency_ms: '',
      time_to_image_ms: '',
      cost_usd: '0.05',
    })
    const scores = readFileSync(join(report, 'scores.csv'), 'utf8')
    expect(scores).toMatch(/latency,\d,unscored,,,the job was found again/)
    expect(scores).toMatch(/cost,\d,scored,0\.05/)
  })

  it('makes the picture anew where the job is gone', async () => {
    let isGone = false
    const { url, submits } = await provider(() => {
      if (submits() > 1) return undefined
      return json({ status: isGone ? 'Task not found' : 'Pending' })
    })
    const dir = projectAt(url)
    await killWhileWaiting(dir)
    isGone = true
    const { status, stdout } = await askKontextbench(
      dir,
      ['run', '--resume', 'last', '--json', '--no-report'],
      env,
    )
    expect(status).toBe(0)
    expect(submits()).toBe(2)
    expect(JSON.parse(stdout).comparison.coverage[0]).toMatchObject({ planned: 1, image: 1 })
    const [, gone, made] = attemptsIn(dir)
    expect(gone).toMatchObject({ reattaches: 1, error: { kind: 'gone' }, cost: { usd: 0 } })
    expect(made).toMatchObject({ outcome: 'image', cost: { usd: 0.04, source: 'response' } })
    expect(made?.phases?.totalMs).toBeGreaterThan(0)
  })
})

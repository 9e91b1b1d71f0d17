import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLaunchingCaller } from '#engine/launching-caller.ts'
import { createThreadCaller } from '#engine/thread-caller.ts'
import { systemClock } from '#run/system-clock.ts'
import { Server } from '#schema/server.ts'
import type { Model } from '#schema/model.ts'
import { freePort, isAlive, launchedModel } from '../fixture/server-habits.ts'
import { startServer } from '../fixture/wire-server.ts'

const key = 'kb-launch-key-7f3a91'
process.env['KB_TEST_KEY'] = key
process.env['KB_OTHER_KEY'] = 'of-another-provider'

const opened: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const caller of opened.splice(0)) await caller.close()
})

async function openWith(models: Model[], env: Record<string, string | undefined> = process.env) {
  const dir = mkdtempSync(join(tmpdir(), 'kb-launch-'))
  const told: string[] = []
  const deaths: [string, boolean][] = []
  const caller = createLaunchingCaller(await createThreadCaller({ models }), {
    models,
    clock: systemClock,
    env,
    logs: { dir, name: 'logs/r' },
    tell: (message) => told.push(message),
    onDeath: (message, stopRun) => deaths.push([message, stopRun]),
    onChange: (servers) => servers.map((one) => Server.parse(one)),
  })
  const logOf = (number: number): string => readFileSync(join(dir, `server-${number}.log`), 'utf8')
  const ask = (model: string, seed = 1, signal = new AbortController().signal) =>
    caller.call(
      { model, request: { prompt: 'x', images: [], seed }, timeoutMs: 20_000 },
      { signal },
    )
  opened.push(caller)
  return { caller, told, deaths, logOf, ask }
}

const pidIn = (log: string, who: string): number =>
  Number(new RegExp(`^${who} (\\d+)$`, 'm').exec(log)?.[1])

describe('a launched server', () => {
  it('is started once for the models that share it, waited for, and gone at the end with all it started', async () => {
    const habits = { port: await freePort(), loadMs: 800, grandchild: true }
    const { caller, ask, logOf, deaths } = await openWith([
      launchedModel('a', habits),
      launchedModel('b', habits),
    ])
    const job = { model: 'a', request: { prompt: 'x', images: [] }, timeoutMs: 20_000 }
    await caller.prepare(job, { signal: new AbortController().signal })
    const [first, second] = [await ask('a'), await ask('b')]
    expect([first, second].map(({ outcome }) => outcome.outcome)).toEqual(['image', 'image'])
    // Waiting for the server is no part of the call.
    expect(first.totalMs).toBeLessThan(800)
    const pids = [pidIn(logOf(1), 'server'), pidIn(logOf(1), 'grandchild')]
    expect(pids.every(isAlive)).toBe(true)
    await caller.close()
    expect(pids.some(isAlive)).toBe(false)
    expect(deaths).toEqual([])
    const servers = caller.servers()
    expect(servers).toMatchObject([
      {
        models: ['a', 'b'],
        log: 'logs/r/server-1.log',
        starts: [
          { warmUps: [], firstImage: { model: 'a', warmUp: false }, ended: { how: 'stopped' } },
        ],
      },
    ])
    const ready = servers[0]?.starts[0]?.ready
    // The truth lies in [seen - early, seen]: not before it had loaded.
    expect(ready?.ms).toBeGreaterThanOrEqual(800)
    expect((ready?.ms ?? 0) - (ready?.earlyMs ?? 0)).toBeLessThan(ready?.ms ?? 0)
    expect(servers[0]?.starts[0]?.ended).not.toHaveProperty('lastLines')
  })

  it('sees the key of its models and no other', async () => {
    const port = await freePort()
    const { ask } = await openWith([launchedModel('a', { port }, { env: { OWN: '1' } })])
    await ask('a')
    const names = (await (await fetch(`http://127.0.0.1:${port}/env`)).json()) as string[]
    expect(names).toEqual(expect.arrayContaining(['PATH', 'KB_TEST_KEY', 'OWN']))
    expect(names).not.toContain('KB_OTHER_KEY')
  })

  it('is warmed by calls that are no samples, with seeds of their own', async () => {
    const habits = { port: await freePort(), firstMs: 500 }
    const { caller, ask } = await openWith([launchedModel('a', habits, { warmUp: 2 })])
    const { totalMs, cold } = await ask('a')
    expect(cold).toBe(false)
    expect(totalMs).toBeLessThan(500)
    const [start] = caller.servers()[0]?.starts ?? []
    expect(start?.warmUps.map(({ model, outcome }) => [model, outcome])).toEqual([
      ['a', 'image'],
      ['a', 'image'],
    ])
    expect(start?.warmUps[0]?.totalMs).toBeGreaterThanOrEqual(490)
    expect(start?.firstImage).toMatchObject({ warmUp: true })
  })

  it('marks every call as cold that waits with the first for what has to be loaded', async () => {
    const habits = { port: await freePort(), firstMs: 300, imageMs: 100 }
    const { ask } = await openWith([launchedModel('a', habits), launchedModel('b', habits)])
    const together = await Promise.all([ask('a'), ask('a'), ask('b')])
    const later = await ask('a')
    expect([...together, later].map(({ cold }) => cold)).toEqual([true, true, true, false])
    // Calls of all models that it serves count: they share its machine.
    expect(Math.max(...together.map(({ inFlight }) => inFlight))).toBe(3)
  })

  it('that dies is told with its last lines, without the key, and fails what would follow', async () => {
    const habits = { port: await freePort(), diesAtImage: 2, grandchild: true }
    const { caller, ask, deaths, logOf } = await openWith([
      launchedModel('a', habits, { logLines: 3 }),
    ])
    await ask('a')
    const { outcome } = await ask('a')
    const message =
      'the server of a died (exit code 3); its last lines: loading 99 % | the key is [hidden] | CUDA error: out of memory'
    expect(outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'crashed', message, retryable: false },
    })
    expect((await ask('a')).outcome).toMatchObject({ error: { kind: 'crashed', message } })
    expect(deaths).toEqual([[message, false]])
    expect(isAlive(pidIn(logOf(1), 'grandchild'))).toBe(false)
    expect(caller.servers()[0]?.starts).toMatchObject([
      { ended: { how: 'died', code: 3, lastLines: { length: 3 } } },
    ])
    expect(logOf(1)).toContain('the key is [hidden]')
    expect(logOf(1) + JSON.stringify(caller.servers())).not.toContain(key)
  })

  it('is started again as often as its entry allows, cold each time', async () => {
    const habits = { port: await freePort(), diesAtImage: 2 }
    const restart = { onDeath: 'restart', maxRestarts: 1 } as const
    const { caller, ask, deaths } = await openWith([launchedModel('a', habits, restart)])
    const seen = []
    for (let call = 0; call < 5; call++) {
      const { outcome, cold } = await ask('a')
      const retryable = outcome.outcome === 'failed' ? outcome.error.retryable : undefined
      seen.push([outcome.outcome, retryable, outcome.outcome === 'image' && cold])
    }
    expect(seen).toEqual([
      ['image', undefined, true],
      ['failed', true, false],
      ['image', undefined, true],
      ['failed', false, false],
      ['failed', false, false],
    ])
    expect(caller.servers()[0]?.starts).toHaveLength(2)
    expect(deaths.map(([, stopRun]) => stopRun)).toEqual([false, false])
  })

  it('ends the run where its entry says so, and leaves the call open for a resume', async () => {
    const habits = { port: await freePort(), diesAtImage: 1 }
    const { ask, deaths } = await openWith([launchedModel('a', habits, { onDeath: 'stop' })])
    expect((await ask('a')).outcome).toMatchObject({ error: { kind: 'crashed', retryable: true } })
    expect(deaths).toMatchObject([[expect.stringContaining('exit code 3'), true]])
  })

  it.each([
    [
      'never gets ready',
      { neverReady: true },
      { readyTimeoutMs: 1500 },
      'not-ready',
      /was not ready in time/,
    ],
    [
      'ends at once',
      { endsAtOnce: true },
      {},
      'died',
      /ended before it was ready \(exit code 4\); its last lines: .*cannot find the weights/,
    ],
    [
      'is no program',
      {},
      { command: ['kb-no-such-program'] },
      'not-started',
      /could not be started; its last lines: .*ENOENT/,
    ],
  ] as const)(
    'that %s fails its calls with the reason, and nothing is left',
    async (_, wrong, changes, how, message) => {
      const habits = { port: await freePort(), ...wrong }
      const { caller, ask, logOf } = await openWith([launchedModel('a', habits, changes as never)])
      const { outcome } = await ask('a')
      expect(outcome).toMatchObject({
        outcome: 'failed',
        error: { kind: 'crashed', message: expect.stringMatching(message) },
      })
      expect(caller.servers()[0]?.starts).toMatchObject([{ ended: { how } }])
      expect(caller.servers()[0]?.starts[0]).not.toHaveProperty('ready')
      const pid = pidIn(logOf(1), 'server')
      if (!Number.isNaN(pid)) expect(isAlive(pid)).toBe(false)
    },
  )

  it('that ignores its stop signal is killed, and that is told', async () => {
    const habits = { port: await freePort(), ignoresSigterm: true }
    const { caller, ask, logOf } = await openWith([
      launchedModel('a', habits, { stopTimeoutMs: 500 }),
    ])
    await ask('a')
    const pid = pidIn(logOf(1), 'server')
    await caller.close()
    expect(isAlive(pid)).toBe(false)
    expect(caller.servers()[0]?.starts).toMatchObject([{ ended: { how: 'killed' } }])
  })

  it('can be stopped by a program of its own', async () => {
    const port = await freePort()
    const script = `fetch('http://127.0.0.1:${port}/stop')`
    const { caller, ask } = await openWith([
      launchedModel('a', { port }, { stop: [process.execPath, '-e', script] }),
    ])
    await ask('a')
    await caller.close()
    expect(caller.servers()[0]?.starts).toMatchObject([{ ended: { how: 'stopped', code: 0 } }])
  })

  it('is not started where something already answers', async () => {
    const other = await startServer(() => ({ body: 'hello' }))
    const port = Number(new URL(other.url).port)
    const { ask, caller } = await openWith([launchedModel('a', { port })])
    expect((await ask('a')).outcome).toMatchObject({
      error: {
        kind: 'crashed',
        message: expect.stringMatching(/something already answers at .*HTTP 200/),
      },
    })
    expect(caller.servers()).toEqual([])
    await other.close()
  })

  it('is ended while it still starts, and the call is given up at once', async () => {
    const habits = { port: await freePort(), neverReady: true }
    const { caller, ask, logOf, deaths } = await openWith([launchedModel('a', habits)])
    const stop = new AbortController()
    const asked = ask('a', 1, stop.signal)
    await expect.poll(() => caller.servers().length, { timeout: 10_000 }).toBe(1)
    await expect.poll(() => pidIn(logOf(1), 'server'), { timeout: 10_000 }).toBeGreaterThan(0)
    stop.abort()
    expect((await asked).outcome.outcome).toBe('cancelled')
    await caller.close()
    expect(isAlive(pidIn(logOf(1), 'server'))).toBe(false)
    expect(deaths).toEqual([])
  })

  it.runIf(process.platform === 'linux')('has the memory of its whole tree measured', async () => {
    const habits = { port: await freePort(), holdMiB: 64, grandchild: true }
    const { caller, ask } = await openWith([launchedModel('a', habits)])
    await ask('a')
    await caller.close()
    const memory = caller.servers()[0]?.starts[0]?.memory
    if (memory?.state !== 'measured') throw new Error(JSON.stringify(memory))
    expect(memory.processes).toBeGreaterThanOrEqual(2)
    // Two Nodes and what one of them holds; no more than the machine could mistake for it.
    expect(memory.peakBytes).toBeGreaterThan(64 * 1024 * 1024 + 2 * 30 * 1024 * 1024)
    expect(memory.peakBytes).toBeLessThan(1024 * 1024 * 1024)
    expect(memory.sumOfPeaksBytes).toBeGreaterThanOrEqual(memory.peakBytes)
  })

  it('has its GPUs watched where nvidia-smi answers', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'kb-nvidia-'))
    writeFileSync(
      join(dir, 'nvidia-smi'),
      `#!/bin/sh
look() { echo "0, NVIDIA, A100, $1, 81920, $2"; echo "1, Old card, [N/A], [N/A], [Not Supported]"; }
look 1000 0
case "$*" in *loop-ms=*) look 9000 90; look 5000 30; echo "$$" > ${dir}/pid; exec sleep 60 ;; esac
`,
      { mode: 0o755 },
    )
    const env = { ...process.env, PATH: `${dir}:${process.env['PATH']}` }
    const { caller, ask } = await openWith([launchedModel('a', { port: await freePort() })], env)
    await ask('a')
    const gpu = () => caller.servers()[0]?.starts[0]?.gpu
    await expect.poll(() => JSON.stringify(gpu()), { timeout: 10_000 }).toContain('"samples":4')
    await caller.close()
    const mebibyte = 1024 * 1024
    expect(gpu()).toEqual({
      state: 'measured',
      intervalMs: 1000,
      gpus: [
        {
          index: 0,
          name: 'NVIDIA, A100',
          totalBytes: 81920 * mebibyte,
          beforeBytes: 1000 * mebibyte,
          peakBytes: 9000 * mebibyte,
          meanUtilisation: expect.closeTo(0.4),
          peakUtilisation: 0.9,
          samples: 4,
        },
        { index: 1, name: 'Old card', samples: 4 },
      ],
    })
    expect(isAlive(Number(readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false)
  })
})

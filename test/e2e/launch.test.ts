import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Run } from '#schema/run.ts'
import { aModel } from '../fixture/documents.ts'
import { kontextbench, projectWith, startKontextbench } from '../fixture/cli.ts'
import { freePort, isAlive, launchedModel, type ServerHabits } from '../fixture/server-habits.ts'
import type { Launch } from '#schema/launch.ts'

const key = 'kb-e2e-key-31f0c8'
beforeAll(() => {
  process.env['KB_TEST_KEY'] = key
})

/** A project whose bench can be run on a model that starts its server. */
async function projectWithServer(
  cases: number,
  habits: Omit<ServerHabits, 'port'>,
  launch: Partial<Launch> = {},
): Promise<string> {
  const dir = projectWith({ cases })
  const model = launchedModel('served', { port: await freePort(), ...habits }, launch)
  writeFileSync(join(dir, 'models.json'), JSON.stringify([model, aModel('plain')]))
  return dir
}

const flags = ['run', 'own', '--models-file', 'models.json', '--models', 'served']

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())

/** Everything that the servers of a project said, in all its runs. */
const logsIn = (dir: string): string => {
  try {
    return filesIn(join(dir, '.kontextbench/logs'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('')
  } catch {
    return ''
  }
}

const pidsIn = (log: string): number[] =>
  [...log.matchAll(/^(?:server|grandchild) (\d+)$/gm)].map(([, pid]) => Number(pid))

const runIn = (dir: string): Run =>
  JSON.parse(kontextbench(dir, ['runs', 'show', 'last', '--json']).stdout) as Run

const turnsIn = (dir: string): number => {
  const database = new DatabaseSync(join(dir, '.kontextbench/kontextbench.sqlite'), {
    readOnly: true,
  })
  try {
    return (database.prepare('SELECT count(*) AS n FROM turns').get() as { n: number }).n
  } finally {
    database.close()
  }
}

describe('a run that starts its own server', () => {
  it('tells start, first picture, memory and steady calls apart, and leaves nothing behind', async () => {
    const dir = await projectWithServer(4, { loadMs: 300, firstMs: 100, grandchild: true })
    const { status, stdout, stderr } = kontextbench(dir, flags)
    expect([status, stderr.match(/the server of served is ready/g)?.length]).toEqual([0, 1])
    expect(stdout).toMatch(
      /- server of served: ready after \d+\.\d s; first picture in \d+ ms; memory .*; GPU .*; stopped/,
    )
    const { servers, state } = runIn(dir)
    expect(state).toBe('finished')
    expect(servers).toMatchObject([
      { models: ['served'], starts: [{ ready: {}, firstImage: {}, ended: { how: 'stopped' } }] },
    ])
    const pids = pidsIn(logsIn(dir))
    expect(pids).toHaveLength(2)
    expect(pids.some(isAlive)).toBe(false)
    for (const file of filesIn(dir)) expect(readFileSync(file).includes(key)).toBe(false)
    kontextbench(dir, ['runs', 'remove', 'last'])
    expect(logsIn(dir)).toBe('')
  })

  it('goes on with other models where one server dies, and warns in the report', async () => {
    const dir = await projectWithServer(3, { diesAtImage: 2 })
    const { status, stderr } = kontextbench(dir, [...flags, 'plain'])
    expect(status).toBe(0)
    expect(stderr).toMatch(/the server of served died \(exit code 3\); .*CUDA error: out of memory/)
    const { warnings, servers } = runIn(dir)
    expect(warnings).toContainEqual(expect.stringContaining('CUDA error: out of memory'))
    expect(servers?.[0]?.starts).toMatchObject([{ ended: { how: 'died', code: 3 } }])
    expect(turnsIn(dir)).toBe(6)
    expect(readFileSync(join(dir, 'reports/own/latest/assets/data.js'), 'utf8')).toContain(
      'CUDA error: out of memory',
    )
    for (const file of filesIn(dir)) expect(readFileSync(file).includes(key)).toBe(false)
  })

  it('stops where the entry says so, and a resume starts another and finishes', async () => {
    const dir = await projectWithServer(2, { diesAtImage: 2 }, { onDeath: 'stop' })
    expect(kontextbench(dir, flags).status).toBe(3)
    expect(runIn(dir)).toMatchObject({ state: 'unreachable', servers: { length: 1 } })
    expect(turnsIn(dir)).toBe(1)
    // The next server's first picture is the last that is missing.
    expect(kontextbench(dir, ['run', '--resume', 'last']).status).toBe(0)
    expect(runIn(dir)).toMatchObject({ state: 'finished', servers: { length: 2 } })
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing behind when it is ended by %s',
    async (signal) => {
      const dir = await projectWithServer(500, { imageMs: 50, grandchild: true })
      const run = startKontextbench(dir, flags)
      await expect.poll(() => pidsIn(logsIn(dir)), { timeout: 20_000 }).toHaveLength(2)
      const pids = pidsIn(logsIn(dir))
      await expect.poll(() => turnsIn(dir), { timeout: 20_000 }).toBeGreaterThan(0)
      const ended = once(run, 'exit')
      run.kill(signal)
      await ended
      await expect.poll(() => pids.some(isAlive), { timeout: 10_000 }).toBe(false)
    },
  )
})

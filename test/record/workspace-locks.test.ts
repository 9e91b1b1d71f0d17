import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createWorkspaceLocks } from '#record/workspace-locks.ts'

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'kb-locks-'))

describe('workspace locks', () => {
  it('let one process carry out a run, and end with it even when it is killed', async () => {
    const dir = await folder()
    const module = new URL('../../src/record/workspace-locks.ts', import.meta.url).href
    const holder = spawn(
      process.execPath,
      [
        '--conditions=kontextbench-source',
        '--input-type=module',
        '-e',
        `const { createWorkspaceLocks } = await import('${module}')
         globalThis.lock = createWorkspaceLocks(${JSON.stringify(dir)}).run('r-1')
         console.log('held')
         setInterval(() => globalThis.lock, 1000)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(holder.stdout, 'data')
    const locks = createWorkspaceLocks(dir)
    expect(() => locks.run('r-1')).toThrow('run r-1 is being carried out by another process')
    locks.run('r-2').release()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    locks.run('r-1').release()
  })

  it('keep removal away from whoever adds pictures, of whom there may be many', async () => {
    const locks = createWorkspaceLocks(await folder())
    const adders = [locks.pictures(), locks.pictures()]
    expect(() => locks.removal()).toThrow('a run is adding pictures')
    for (const adder of adders) adder.release()
    const removal = locks.removal()
    expect(() => locks.pictures()).toThrow('pictures are being removed')
    removal.release()
    locks.pictures().release()
  })
})

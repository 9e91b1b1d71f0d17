import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLimits } from '#run/container-limits.ts'
import { readGpus } from '#run/gpus.ts'
import { timingWarnings } from '#run/timing-warnings.ts'
import type { Timing } from '#schema/timing.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'kb-environment-'))

describe('what a container allows', () => {
  it.each([
    ['max 100000', 'max', undefined],
    ['150000 100000', '1073741824', { cpus: 1.5, memoryBytes: 1073741824 }],
    ['50000 100000', 'max', { cpus: 0.5 }],
  ])('version 2: %s, %s', (cpu, memory, limits) => {
    const root = folder()
    writeFileSync(join(root, 'cpu.max'), `${cpu}\n`)
    writeFileSync(join(root, 'memory.max'), `${memory}\n`)
    expect(readLimits(root)).toEqual(limits)
  })

  it('version 1, with its way to say "no limit"', () => {
    const root = folder()
    mkdirSync(join(root, 'cpu'))
    mkdirSync(join(root, 'memory'))
    const write = (quota: string, memory: string) => {
      writeFileSync(join(root, 'cpu/cpu.cfs_quota_us'), quota)
      writeFileSync(join(root, 'cpu/cpu.cfs_period_us'), '100000')
      writeFileSync(join(root, 'memory/memory.limit_in_bytes'), memory)
    }
    write('-1', '9223372036854771712')
    expect(readLimits(root)).toBeUndefined()
    write('200000', '536870912')
    expect(readLimits(root)).toEqual({ cpus: 2, memoryBytes: 536870912 })
  })

  it('is nothing where the system does not tell', () =>
    expect(readLimits(join(folder(), 'none'))).toBeUndefined())
})

describe('GPUs', () => {
  const program = (script: string): string => {
    const file = join(folder(), 'nvidia-smi')
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  it('are those that nvidia-smi names', () =>
    expect(
      readGpus(program("printf 'NVIDIA H100, 550.54, 81559\\nNVIDIA L4, 550.54, 23034\\n'")),
    ).toEqual([
      { name: 'NVIDIA H100', driver: '550.54', memoryMb: 81559 },
      { name: 'NVIDIA L4', driver: '550.54', memoryMb: 23034 },
    ]))

  it('are none where it is absent or fails', () => {
    expect(readGpus('kontextbench-no-such-program')).toEqual([])
    expect(readGpus(program('echo "driver mismatch"; exit 9'))).toEqual([])
  })
})

describe('warnings about timing', () => {
  const timing = (changes: {
    p99?: number
    drift?: number
    livedMs?: number
    before?: number
  }): Timing => ({
    threads: [
      {
        thread: 'timing',
        loopDelayMs: { p50: 0, p99: changes.p99 ?? 1, max: 50 },
        clockDriftMs: changes.drift ?? 0,
        livedMs: changes.livedMs ?? 1000,
      },
    ],
    ...(changes.before === undefined ? {} : { load: { before: changes.before, after: 0 } }),
  })

  it.each([
    [{}, []],
    [{ p99: 7.25 }, [/self-contended.*7\.3 ms late/]],
    [{ drift: -40 }, [/clock of the day moved -40 ms/]],
    [{ drift: 40, livedMs: 3_600_000 }, []],
    [{ before: 2.5 }, [/load of 2\.5 on 2 cores/]],
  ])('%j', (changes, expected) => {
    const warnings = timingWarnings(timing(changes), 2)
    expect(warnings).toHaveLength(expected.length)
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern)
  })
})

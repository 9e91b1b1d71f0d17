import { readFileSync } from 'node:fs'
import type { Environment } from '#schema/environment.ts'

type Limits = NonNullable<Environment['limits']>

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** `quota period`, both in microseconds, or `max period` for none (cgroup v2, cpu.max). */
function cpusOf(text: string | undefined): number | undefined {
  const [quota, period] = (text ?? '').split(/\s+/).map(Number)
  if (quota === undefined || period === undefined) return undefined
  return Number.isFinite(quota) && period > 0 ? quota / period : undefined
}

/** Larger than this stands for no limit in cgroup v1. */
const noLimit = 2 ** 60

function memoryOf(text: string | undefined): number | undefined {
  const bytes = Number(text ?? Number.NaN)
  return Number.isFinite(bytes) && bytes > 0 && bytes < noLimit ? bytes : undefined
}

/** What a container allows less than the machine has; undefined where nothing is limited, or the system does not tell. */
export function readLimits(root = '/sys/fs/cgroup'): Limits | undefined {
  const quota = read(`${root}/cpu/cpu.cfs_quota_us`)
  const cpus =
    cpusOf(read(`${root}/cpu.max`)) ??
    (Number(quota) > 0 ? cpusOf(`${quota} ${read(`${root}/cpu/cpu.cfs_period_us`)}`) : undefined)
  const memoryBytes =
    memoryOf(read(`${root}/memory.max`)) ?? memoryOf(read(`${root}/memory/memory.limit_in_bytes`))
  if (cpus === undefined && memoryBytes === undefined) return undefined
  return {
    ...(cpus === undefined ? {} : { cpus }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  }
}

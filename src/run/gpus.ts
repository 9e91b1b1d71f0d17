import { spawnSync } from 'node:child_process'
import type { Environment } from '#schema/environment.ts'

const longestMs = 3000

/** What nvidia-smi names; empty where there is none, or it does not answer. Other makers' are not asked. */
export function readGpus(program = 'nvidia-smi'): NonNullable<Environment['gpus']> {
  const { status, stdout } = spawnSync(
    program,
    ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits'],
    { encoding: 'utf8', timeout: longestMs, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  if (status !== 0) return []
  return stdout
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .flatMap(([name, driver, mebibytes]) =>
      name ? [{ name, driver: driver ?? '', memoryMb: Number(mebibytes) || 0 }] : [],
    )
}

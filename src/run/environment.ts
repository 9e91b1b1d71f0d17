import { cpus, loadavg, totalmem } from 'node:os'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Environment } from '#schema/environment.ts'
import type { Json } from '#schema/id.ts'
import { readLimits } from './container-limits.ts'
import { readGpus } from './gpus.ts'

/** Reads what decides speed on this machine. `packages` are the versions that decide pixels and numbers. */
export function readEnvironment(versions: {
  kontextbench: string
  packages: Record<string, string>
}): Environment {
  const processors = cpus()
  const gpus = readGpus()
  const limits = readLimits()
  const machine = {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: processors[0]?.model ?? 'unknown',
    cores: Math.max(processors.length, 1),
    memoryBytes: totalmem(),
    ...(gpus.length > 0 ? { gpus } : {}),
    ...(limits ? { limits } : {}),
  }
  const fingerprint = sha256(canonicalJson(machine as Json)).slice(0, 16)
  return { ...versions, ...machine, fingerprint }
}

/** How many processes ran or waited over the last minute; undefined where the system does not count them. */
export const loadOfMachine = (): number | undefined =>
  process.platform === 'win32' ? undefined : loadavg()[0]

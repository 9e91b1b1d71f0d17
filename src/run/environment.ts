import { cpus, totalmem } from 'node:os'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Environment } from '#schema/environment.ts'

/** Reads what decides speed on this machine. `packages` are the versions that decide pixels and numbers. */
export function readEnvironment(versions: {
  kontextbench: string
  packages: Record<string, string>
}): Environment {
  const processors = cpus()
  const machine = {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: processors[0]?.model ?? 'unknown',
    cores: Math.max(processors.length, 1),
    memoryBytes: totalmem(),
  }
  return { ...versions, ...machine, fingerprint: sha256(canonicalJson(machine)).slice(0, 16) }
}

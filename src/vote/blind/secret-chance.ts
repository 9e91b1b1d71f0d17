import { randomBytes } from 'node:crypto'
import type { Random } from '#stats/random.ts'

/** What chance decides here. A seeded stream serves tests. */
export type Chance = Pick<Random, 'next' | 'int'>

/** Chance that nobody can foretell from what they have seen of it. */
export function createSecretChance(): Chance {
  const next = (): number => randomBytes(4).readUInt32LE() / 2 ** 32
  return { next, int: (n) => Math.floor(next() * n) }
}

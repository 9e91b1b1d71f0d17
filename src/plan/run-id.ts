import { sha256 } from '#digest/sha256.ts'

/** Sorts by time, tells the bench, and differs for runs of the same second. */
export const runIdOf = (now: Date, bench: string, salt: number): string =>
  `${bench}-${now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15).toLowerCase()}-${sha256(`${now.getTime()}${salt}`).slice(0, 6)}`

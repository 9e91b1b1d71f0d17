import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '#schema/clock.ts'
import type { Claim, Work } from '#schema/store.ts'

/** Claims in the cells table. Leases are wall-clock times, so that several processes can share a run. */
export function createSqliteWork(database: DatabaseSync, clock: Clock): Work {
  const claim = database.prepare(
    `UPDATE cells SET token = token + 1, lease_until = :until WHERE run = :run AND position IN
       (SELECT position FROM cells WHERE run = :run AND done = 0 AND lease_until <= :now ORDER BY position LIMIT :n)
     RETURNING cell, token, position`,
  )
  const extend = database.prepare(
    'UPDATE cells SET lease_until = ? WHERE run = ? AND cell = ? AND token = ? AND done = 0 AND lease_until > 0',
  )
  const complete = database.prepare(
    'UPDATE cells SET done = 1, lease_until = 0 WHERE run = ? AND cell = ? AND token = ? AND done = 0',
  )
  const release = database.prepare(
    'UPDATE cells SET lease_until = 0 WHERE run = ? AND cell = ? AND token = ? AND done = 0',
  )
  const reset = database.prepare('UPDATE cells SET lease_until = 0 WHERE run = ? AND done = 0')
  const now = (): number => clock.now().getTime()
  return {
    claim: async (run, n, leaseMs) => {
      const at = now()
      const rows = claim.all({ run, n, now: at, until: at + leaseMs }) as unknown as (Claim & {
        position: number
      })[]
      return rows
        .sort((a, b) => a.position - b.position)
        .map(({ cell, token }) => ({ cell, token }))
    },
    extend: async (run, { cell, token }, leaseMs) =>
      extend.run(now() + leaseMs, run, cell, token).changes === 1,
    complete: async (run, { cell, token }) => complete.run(run, cell, token).changes === 1,
    release: async (run, { cell, token }) => {
      release.run(run, cell, token)
    },
    reset: async (run) => {
      reset.run(run)
    },
  }
}

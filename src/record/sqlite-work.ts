import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '#schema/clock.ts'
import type { Claim, Work } from '#schema/store.ts'
import type { WriteQueue } from './write-queue.ts'

/** Claims in the cells table. Leases are wall-clock times, so that several processes can share a run. */
export function createSqliteWork(database: DatabaseSync, queue: WriteQueue, clock: Clock): Work {
  const claim = database.prepare(
    `UPDATE cells SET token = token + 1, lease_until = :until WHERE id IN
       (SELECT id FROM cells WHERE run = :run AND done = 0 AND lease_until <= :now ORDER BY position LIMIT :n)
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
  const holds = database.prepare(
    'SELECT 1 FROM cells WHERE run = ? AND cell = ? AND token = ? AND done = 0 AND lease_until > 0',
  )
  const reset = database.prepare('UPDATE cells SET lease_until = 0 WHERE run = ? AND done = 0')
  const now = (): number => clock.now().getTime()
  return {
    claim: (run, n, leaseMs) =>
      queue.write(() => {
        const at = now()
        const rows = claim.all({ run, n, now: at, until: at + leaseMs }) as unknown as (Claim & {
          position: number
        })[]
        return rows
          .sort((a, b) => a.position - b.position)
          .map(({ cell, token }) => ({ cell, token }))
      }),
    holds: async (run, { cell, token }) => holds.get(run, cell, token) !== undefined,
    extend: (run, { cell, token }, leaseMs) =>
      queue.write(() => extend.run(now() + leaseMs, run, cell, token).changes === 1),
    complete: (run, { cell, token }) =>
      queue.write(() => complete.run(run, cell, token).changes === 1),
    release: (run, { cell, token }) => queue.write(() => void release.run(run, cell, token)),
    reset: (run) => queue.write(() => void reset.run(run)),
  }
}

import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '#schema/clock.ts'
import type { Limits } from '#schema/store.ts'

interface Money {
  reserved: number
  spent: number
}

/** Rates and money in the database: they hold over a restart and over several processes. */
export function createSqliteLimits(database: DatabaseSync, clock: Clock): Limits {
  const nextAt = database.prepare('SELECT next_at FROM rates WHERE engine = ?')
  const setNextAt = database.prepare('INSERT OR REPLACE INTO rates VALUES (?, ?)')
  const money = database.prepare('SELECT reserved, spent FROM money WHERE run = ?')
  const setMoney = database.prepare('INSERT OR REPLACE INTO money VALUES (?, ?, ?)')

  const atomically = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  const moneyOf = (run: string): Money =>
    (money.get(run) as unknown as Money | undefined) ?? { reserved: 0, spent: 0 }

  return {
    take: async (engine, perMinute) =>
      atomically(() => {
        const now = clock.now().getTime()
        const row = nextAt.get(engine) as { next_at: number } | undefined
        const at = Math.max(now, row?.next_at ?? 0)
        setNextAt.run(engine, at + 60_000 / perMinute)
        return at - now
      }),
    reserve: async (run, usd, budgetUsd) =>
      atomically(() => {
        const { reserved, spent } = moneyOf(run)
        if (reserved + spent + usd > budgetUsd + 1e-9) return false
        setMoney.run(run, reserved + usd, spent)
        return true
      }),
    settle: async (run, reservedUsd, spentUsd) =>
      atomically(() => {
        const { reserved, spent } = moneyOf(run)
        setMoney.run(run, Math.max(0, reserved - reservedUsd), spent + spentUsd)
      }),
    spent: async (run) => moneyOf(run).spent,
  }
}

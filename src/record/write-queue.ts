import type { DatabaseSync, StatementSync } from 'node:sqlite'

interface Write {
  work: () => void
  resolve: () => void
  reject: (error: unknown) => void
}

interface Transaction {
  begin: StatementSync
  commit: StatementSync
  rollback: StatementSync
}

/** All in one transaction; throws what the first failing one threw, with nothing kept. */
function performTogether(writes: readonly Write[], transaction: Transaction): void {
  transaction.begin.run()
  try {
    for (const write of writes) write.work()
    transaction.commit.run()
  } catch (error) {
    transaction.rollback.run()
    throw error
  }
}

/** Each in a transaction of its own, so that only those that throw are left out. */
function performApart(writes: readonly Write[], transaction: Transaction): void {
  for (const write of writes) {
    try {
      performTogether([write], transaction)
      write.resolve()
    } catch (error) {
      write.reject(error)
    }
  }
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, in the order asked. Each
 * promise settles after the commit. `work` may run twice when another write of its batch throws.
 */
export function createWriteQueue(database: DatabaseSync) {
  const transaction: Transaction = {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
  }
  let waiting: Write[] = []

  const flush = (): void => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      performTogether(batch, transaction)
    } catch {
      performApart(batch, transaction)
      return
    }
    for (const write of batch) write.resolve()
  }

  return {
    /** Settles with what `work` returned, once it is durable. */
    write: <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        let result: T
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({
          work: () => {
            result = work()
          },
          resolve: () => resolve(result),
          reject,
        })
      }),
    flush,
  }
}

export type WriteQueue = ReturnType<typeof createWriteQueue>

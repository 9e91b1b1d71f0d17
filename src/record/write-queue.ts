import type { DatabaseSync, StatementSync } from 'node:sqlite'

interface Write {
  work: () => void
  isVital: boolean
  resolve: () => void
  reject: (error: unknown) => void
}

interface Transaction {
  begin: StatementSync
  commit: StatementSync
  rollback: StatementSync
  /** How a commit waits for the disk; cannot be changed within a transaction. */
  setSync: (level: 'FULL' | 'NORMAL') => void
}

/** All in one transaction; throws what the first failing one threw, with nothing kept. */
function performTogether(writes: readonly Write[], transaction: Transaction): void {
  const isVital = writes.some((write) => write.isVital)
  if (isVital) transaction.setSync('FULL')
  try {
    perform(writes, transaction)
  } finally {
    if (isVital) transaction.setSync('NORMAL')
  }
}

function perform(writes: readonly Write[], transaction: Transaction): void {
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
    setSync: (level) => database.exec(`PRAGMA synchronous = ${level}`),
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

  const enqueue = <T>(work: () => T, isVital: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      let result: T
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({
        work: () => {
          result = work()
        },
        isVital,
        resolve: () => resolve(result),
        reject,
      })
    })

  return {
    /** Settles with what `work` returned, once a kill cannot take it back. */
    write: <T>(work: () => T): Promise<T> => enqueue(work, false),
    /** The same, and once the disk has it: no loss of power can take it back either. */
    writeVital: <T>(work: () => T): Promise<T> => enqueue(work, true),
    flush,
  }
}

export type WriteQueue = ReturnType<typeof createWriteQueue>

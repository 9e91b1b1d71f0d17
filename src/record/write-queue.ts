import type { DatabaseSync } from 'node:sqlite'

interface Write {
  work: () => void
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Gathers the writes of one turn of the event loop into one transaction. Each promise settles after
 * the commit; a write that throws is left out alone, by its savepoint.
 */
export function createWriteQueue(database: DatabaseSync) {
  let waiting: Write[] = []
  let scheduled = false

  const perform = (write: Write): (() => void) => {
    database.exec('SAVEPOINT one')
    try {
      write.work()
      database.exec('RELEASE one')
      return write.resolve
    } catch (error) {
      database.exec('ROLLBACK TO one; RELEASE one')
      return () => write.reject(error)
    }
  }

  const flush = (): void => {
    scheduled = false
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      database.exec('BEGIN IMMEDIATE')
      const settled = batch.map(perform)
      database.exec('COMMIT')
      for (const settle of settled) settle()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      for (const write of batch) write.reject(error)
    }
  }

  return {
    write: (work: () => void): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject })
        if (scheduled) return
        scheduled = true
        setImmediate(flush)
      }),
    flush,
  }
}

export type WriteQueue = ReturnType<typeof createWriteQueue>

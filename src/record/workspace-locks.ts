import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'

export interface Lock {
  release(): void
}

/** Locks between processes that end with the process that holds them, however it ends. */
export interface WorkspaceLocks {
  /** One process carries out a run. @throws UserError while another one does. */
  run(id: string): Lock
  /** Held by whatever keeps pictures that no document names yet. @throws KontextError `workspace-busy` */
  pictures(): Lock
  /** Held while pictures are removed: nobody may be keeping any. @throws KontextError `workspace-busy` */
  removal(): Lock
}

/**
 * The operating system's file lock, through an empty SQLite file: Node has none of its own, a lease in a
 * table outlives a kill -9, and a process number can belong to someone else. Undefined while it is held.
 */
function tryLock(file: string, kind: 'shared' | 'exclusive'): Lock | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 0')
    database.exec(kind === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN')
    // A transaction takes the shared lock with its first read.
    if (kind === 'shared') database.prepare('SELECT count(*) FROM sqlite_master').get()
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    if (/locked|busy/i.test(String(error))) return undefined
    throw error
  }
}

const busy = (message: string): KontextError => new KontextError('workspace-busy', message)

export function createWorkspaceLocks(dir: string): WorkspaceLocks {
  const fileOf = (name: string): string => {
    const folder = join(dir, 'locks')
    mkdirSync(folder, { recursive: true })
    return join(folder, `${name}.lock`)
  }
  return {
    run(id) {
      const lock = tryLock(fileOf(id.replaceAll(/[^A-Za-z0-9._-]/g, '_')), 'exclusive')
      if (lock) return lock
      throw new UserError(
        `run ${id} is being carried out by another process`,
        'Wait until it ends, or stop it first.',
      )
    },
    pictures() {
      const lock = tryLock(fileOf('pictures'), 'shared')
      if (lock) return lock
      throw busy('pictures are being removed from the workspace; try again when that is done')
    },
    removal() {
      const lock = tryLock(fileOf('pictures'), 'exclusive')
      if (lock) return lock
      throw busy('a run is adding pictures to the workspace; try again when it has ended')
    },
  }
}

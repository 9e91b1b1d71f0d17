import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#schema/clock.ts'
import type { Baselines, Blobs, Limits, Store, Work } from '#schema/store.ts'
import { openDatabase } from './database.ts'
import { createFileBaselines } from './file-baselines.ts'
import { createFileBlobs } from './file-blobs.ts'
import { createSqliteBlobs } from './sqlite-blobs.ts'
import { createSqliteLimits } from './sqlite-limits.ts'
import { createSqliteStore } from './sqlite-store.ts'
import { createSqliteWork } from './sqlite-work.ts'
import { createWorkspaceLocks, type WorkspaceLocks } from './workspace-locks.ts'
import { createWriteQueue } from './write-queue.ts'

/** All that is kept between commands: one SQLite file (documents, tiny pictures) and a folder of pictures. */
export interface Workspace {
  dir: string
  store: Store
  blobs: Blobs
  work: Work
  limits: Limits
  baselines: Baselines
  locks: WorkspaceLocks
  close(): Promise<void>
}

/** Opens the workspace in `dir`, making it when it is not there. */
export async function openWorkspace(dir: string, clock: Clock): Promise<Workspace> {
  await mkdir(dir, { recursive: true })
  const database = openDatabase(join(dir, 'kontextbench.sqlite'))
  const queue = createWriteQueue(database)
  const store = createSqliteStore(database, queue)
  return {
    dir,
    store,
    blobs: createSqliteBlobs(database, queue, createFileBlobs(join(dir, 'blobs'))),
    work: createSqliteWork(database, queue, clock),
    limits: createSqliteLimits(database, clock),
    baselines: createFileBaselines(join(dir, 'baselines')),
    locks: createWorkspaceLocks(dir),
    async close() {
      await store.close()
      database.close()
    },
  }
}

import { DatabaseSync } from 'node:sqlite'
import { UserError } from '#schema/user-error.ts'

/** One entry a version; a database is brought up by running those it has not seen. Never edit one that shipped. */
const migrations = [
  `CREATE TABLE runs (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE cells (run TEXT NOT NULL, position INTEGER NOT NULL, cell TEXT NOT NULL, turns INTEGER NOT NULL,
     token INTEGER NOT NULL DEFAULT 0, lease_until REAL NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0,
     document TEXT NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID;
   CREATE UNIQUE INDEX cells_by_id ON cells (run, cell);
   CREATE INDEX cells_open ON cells (run, position) WHERE done = 0;
   CREATE TABLE attempts (run TEXT NOT NULL, cell TEXT NOT NULL, turn INTEGER NOT NULL, number INTEGER NOT NULL,
     started INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (run, cell, turn, number)) WITHOUT ROWID;
   CREATE INDEX attempts_started ON attempts (run) WHERE started = 1;
   CREATE TABLE turns (run TEXT NOT NULL, cell TEXT NOT NULL, turn INTEGER NOT NULL, document TEXT NOT NULL,
     PRIMARY KEY (run, cell, turn)) WITHOUT ROWID;
   CREATE TABLE scores (run TEXT NOT NULL, cell TEXT NOT NULL, turn INTEGER NOT NULL, metric TEXT NOT NULL,
     document TEXT NOT NULL, PRIMARY KEY (run, cell, turn, metric)) WITHOUT ROWID;
   CREATE TABLE votes (id TEXT PRIMARY KEY, run TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE comparisons (run TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE rates (engine TEXT PRIMARY KEY, next_at REAL NOT NULL) WITHOUT ROWID;
   CREATE TABLE money (run TEXT PRIMARY KEY, reserved REAL NOT NULL, spent REAL NOT NULL) WITHOUT ROWID;`,
]

function migrate(database: DatabaseSync, file: string): void {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (row.user_version > migrations.length) {
    throw new UserError(
      `the workspace was written by a newer kontextbench (version ${row.user_version})`,
      'Update kontextbench, or use another --workspace.',
      { file },
    )
  }
  for (let version = row.user_version; version < migrations.length; version++) {
    database.exec(
      `BEGIN IMMEDIATE; ${migrations[version]} PRAGMA user_version = ${version + 1}; COMMIT;`,
    )
  }
}

/** Opens the workspace's one SQLite file: WAL, and NORMAL so that a kill loses nothing and a row costs microseconds. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true })
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;',
  )
  migrate(database, file)
  return database
}

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
  // Results are keyed by a number that grows in plan order: neighbours in time share pages. Keyed by a
  // digest, each result dirtied pages of its own, and a cell cost three times as much.
  `CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, position INTEGER NOT NULL, cell TEXT NOT NULL,
     turns INTEGER NOT NULL, token INTEGER NOT NULL DEFAULT 0, lease_until REAL NOT NULL DEFAULT 0,
     done INTEGER NOT NULL DEFAULT 0, document TEXT NOT NULL);
   INSERT INTO numbered (run, position, cell, turns, token, lease_until, done, document)
     SELECT run, position, cell, turns, token, lease_until, done, document FROM cells ORDER BY run, position;
   CREATE TABLE attempts_2 (id INTEGER NOT NULL, turn INTEGER NOT NULL, number INTEGER NOT NULL,
     started INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (id, turn, number)) WITHOUT ROWID;
   CREATE TABLE turns_2 (id INTEGER NOT NULL, turn INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (id, turn)) WITHOUT ROWID;
   CREATE TABLE scores_2 (id INTEGER NOT NULL, turn INTEGER NOT NULL, metric TEXT NOT NULL, document TEXT NOT NULL,
     PRIMARY KEY (id, turn, metric)) WITHOUT ROWID;
   CREATE INDEX numbered_by_cell ON numbered (run, cell);
   INSERT INTO attempts_2 SELECT n.id, turn, number, started, a.document FROM attempts a JOIN numbered n USING (run, cell);
   INSERT INTO turns_2 SELECT n.id, turn, t.document FROM turns t JOIN numbered n USING (run, cell);
   INSERT INTO scores_2 SELECT n.id, turn, metric, s.document FROM scores s JOIN numbered n USING (run, cell);
   DROP TABLE attempts; DROP TABLE turns; DROP TABLE scores; DROP TABLE cells; DROP INDEX numbered_by_cell;
   ALTER TABLE numbered RENAME TO cells; ALTER TABLE attempts_2 RENAME TO attempts;
   ALTER TABLE turns_2 RENAME TO turns; ALTER TABLE scores_2 RENAME TO scores;
   CREATE UNIQUE INDEX cells_by_id ON cells (run, cell);
   CREATE UNIQUE INDEX cells_by_position ON cells (run, position);
   CREATE INDEX cells_open ON cells (run, position) WHERE done = 0;
   CREATE INDEX attempts_started ON attempts (id) WHERE started = 1;
   CREATE TABLE small_blobs (sha256 TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL);`,
  `CREATE TABLE judge_cards (digest TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;`,
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
    // A checkpoint waits for the disk: rarely, after 32 MB.
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 8000;',
  )
  migrate(database, file)
  return database
}

import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { createFileBlobs } from '#record/file-blobs.ts'
import { collectGarbage } from '#record/collect-garbage.ts'
import { openDatabase } from '#record/database.ts'
import { assertMadePictures, findRun } from '#record/run-reference.ts'
import { findWorkspace } from '#record/workspace-dir.ts'
import { openWorkspace } from '#record/workspace.ts'
import { createWriteQueue } from '#record/write-queue.ts'
import {
  baselinesContract,
  blobsContract,
  limitsContract,
  workContract,
} from '../contract/ports.contract.ts'
import { storeContract } from '../contract/store.contract.ts'
import { aCell, anAttempt, aRun, aScore } from '../fixture/documents.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'

const open = async () => {
  const clock = createFakeClock()
  return { clock, ...(await openWorkspace(await mkdtemp(join(tmpdir(), 'kb-')), clock)) }
}

/** The tables as version 1 made them, of what the next migration moves. */
const firstVersion = `
  CREATE TABLE runs (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
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
  CREATE TABLE money (run TEXT PRIMARY KEY, reserved REAL NOT NULL, spent REAL NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = 1;`

describe('sqlite store', () => storeContract(async () => (await open()).store))
describe('sqlite and file blobs', () => blobsContract(async () => (await open()).blobs))
describe('file blobs', () =>
  blobsContract(async () => createFileBlobs(await mkdtemp(join(tmpdir(), 'kb-')))))
describe('sqlite work', () => workContract(open))
describe('sqlite limits', () => limitsContract(open))
describe('file baselines', () => baselinesContract(async () => (await open()).baselines))

describe('workspace', () => {
  it('refuses a blob name that is no digest and tells damaged bytes', async () => {
    const { blobs, dir } = await open()
    await expect(blobs.get('../../etc/passwd')).rejects.toMatchObject({ code: 'blob-name' })
    const digest = await blobs.put(new Uint8Array(20_000).fill(1))
    await writeFile(join(dir, 'blobs', digest.slice(0, 2), digest), 'other')
    await expect(blobs.get(digest)).rejects.toMatchObject({ code: 'blob-damaged' })
    expect(await readdir(join(dir, 'blobs', digest.slice(0, 2)))).toEqual([digest])
  })

  it('refuses a database of a newer version with a sentence', async () => {
    const workspace = await open()
    const { dir } = workspace
    await workspace.close()
    const database = new DatabaseSync(join(dir, 'kontextbench.sqlite'))
    database.exec('PRAGMA user_version = 99')
    database.close()
    await expect(openWorkspace(dir, createFakeClock())).rejects.toThrow(/newer kontextbench/)
  })

  it('tells a kept state that this version does not know', async () => {
    const { store, dir } = await open()
    const cell = aCell(0)
    await store.putCells('r', [cell])
    await store.putAttempt(anAttempt('r', cell.id))
    await store.putTurn('r', cell.id, { turn: 1, outcome: 'image', inputs: [] })
    const database = new DatabaseSync(join(dir, 'kontextbench.sqlite'))
    database.exec(`UPDATE turns SET document = replace(document, '"image"', '"dreamt"')`)
    database.close()
    await expect(store.turns('r', cell.id)).rejects.toMatchObject({ code: 'document-unknown' })
    await expect(Array.fromAsync(store.records('r'))).rejects.toThrow(/outcome "dreamt"/)
  })

  it('brings a workspace of the first version up with all it holds', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kb-'))
    const cell = aCell(0)
    const old = new DatabaseSync(join(dir, 'kontextbench.sqlite'))
    old.exec(firstVersion)
    const put = (table: string, ...values: (string | number)[]) =>
      old.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join()})`).run(...values)
    put('cells', 'r', 0, cell.id, 1, 3, 0, 1, JSON.stringify(cell))
    put('attempts', 'r', cell.id, 1, 1, 0, JSON.stringify(anAttempt('r', cell.id)))
    put('turns', 'r', cell.id, 1, '{"turn":1,"outcome":"image","inputs":[]}')
    put('scores', 'r', cell.id, 1, 'm', JSON.stringify(aScore('r', cell.id, 'm', 2)))
    old.close()
    const { store, work } = await openWorkspace(dir, createFakeClock())
    const [record] = await Array.fromAsync(store.records('r'))
    expect(record?.turns[0]?.attempts).toEqual([anAttempt('r', cell.id)])
    expect(await Array.fromAsync(store.scores('r'))).toHaveLength(1)
    expect(await work.claim('r', 9, 1000)).toEqual([])
  })

  it('finds runs by id, unique prefix, name, last and bench@last', async () => {
    const { store } = await open()
    await store.putRun({ ...aRun('alpha-1', {}, '2026-01-01T00:00:00.000Z'), name: 'first' })
    await store.putRun(aRun('alpha-2', {}, '2026-01-02T00:00:00.000Z'))
    const idOf = async (reference: string) => (await findRun(store, reference)).id
    expect([
      await idOf('alpha-1'),
      await idOf('first'),
      await idOf('last'),
      await idOf('b@last'),
    ]).toEqual(['alpha-1', 'alpha-1', 'alpha-2', 'alpha-2'])
    await expect(findRun(store, 'alpha')).rejects.toThrow(/names 2 runs/)
    await expect(findRun(store, 'nothing')).rejects.toThrow(/there is no run/)
  })

  it('removes only pictures no run needs', async () => {
    const { store, blobs, locks } = await open()
    const [kept, lost] = [
      await blobs.put(new Uint8Array([1])),
      await blobs.put(new Uint8Array([2])),
    ]
    const cell = aCell(0)
    await store.putRun(aRun('r'))
    await store.putCells('r', [cell])
    await store.putTurn('r', cell.id, {
      turn: 1,
      outcome: 'image',
      inputs: [],
      image: { sha256: kept, width: 1, height: 1, mediaType: 'image/png', bytes: 1 },
    })
    expect(await collectGarbage({ store, blobs, locks })).toBe(1)
    expect([await blobs.has(kept), await blobs.has(lost)]).toEqual([true, false])
  })

  it('waits for the disk where a vote is written, and only there', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kb-'))
    const database = openDatabase(join(dir, 'x.sqlite'))
    const queue = createWriteQueue(database)
    const level = () => database.prepare('PRAGMA synchronous').get()?.['synchronous']
    const both = [queue.write(level), queue.writeVital(level)]
    expect(await Promise.all(both)).toEqual([2, 2])
    expect(await queue.write(level)).toBe(1)
    const failing = queue.writeVital(() => {
      throw new Error('full disk')
    })
    await expect(failing).rejects.toThrow('full disk')
    expect(await queue.write(level)).toBe(1)
    database.close()
  })

  it('keeps the pictures that judges are shown, and takes no judge run for the last run', async () => {
    const { store, blobs, locks } = await open()
    const [shown, lost] = await Promise.all([
      blobs.put(new TextEncoder().encode('shown')),
      blobs.put(new TextEncoder().encode('lost')),
    ])
    const judging = {
      run: 'r',
      mode: 'rubric',
      language: 'en',
      maxSide: 512,
      bothOrders: true,
      inconsistent: 'tie',
      cards: {},
    } as const
    const output = { model: 'a', image: shown }
    const ask = { mode: 'rubric', task: 't', rubric: 'pq', turn: 1, output } as const
    await store.putRun(aRun('r'))
    await store.putRun(aRun('j', { judging }, '2026-06-01T00:00:00.000Z'))
    await store.putCells('j', [aCell(0, { ask })])
    expect(await collectGarbage({ store, blobs, locks })).toBe(1)
    expect([await blobs.has(shown), await blobs.has(lost)]).toEqual([true, false])
    expect((await findRun(store, 'last')).id).toBe('r')
    const judgeRun = await findRun(store, 'j')
    expect(() => assertMadePictures(judgeRun)).toThrow('Name the run that was judged: r')
  })

  it('takes the flag, then the environment, then a folder upward', () => {
    const cwd = '/a/b'
    expect(findWorkspace({ cwd, env: {}, flag: 'w' })).toBe('/a/b/w')
    expect(findWorkspace({ cwd, env: { KONTEXTBENCH_HOME: '/h' } })).toBe('/h')
    expect(findWorkspace({ cwd, env: {} })).toBe('/a/b/.kontextbench')
  })
})

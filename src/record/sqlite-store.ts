import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { z } from 'zod'
import type { Attempt } from '#schema/attempt.ts'
import { Comparison } from '#schema/comparison.ts'
import { JudgeCard } from '#schema/judge.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Record, TurnResult } from '#schema/record.ts'
import { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Store } from '#schema/store.ts'
import { Vote } from '#schema/vote.ts'
import { createCellNumbers } from './cell-numbers.ts'
import { readAttempt, readCell, readScore, readTurn } from './known-document.ts'
import type { WriteQueue } from './write-queue.ts'

interface Row {
  document: string
}

/** The few large documents are checked in full when read too. */
const read = <T>(schema: z.ZodType<T>, row: unknown): T =>
  schema.parse(JSON.parse((row as Row).document))

const readAll = <T>(schema: z.ZodType<T>, rows: unknown[]): T[] =>
  rows.map((row) => read(schema, row))

const rowsOf = <T>(readOne: (json: string) => T, rows: unknown[]): T[] =>
  rows.map((row) => readOne((row as Row).document))

const idsOfPage = '(SELECT id FROM cells WHERE run = ? AND position BETWEEN ? AND ?)'

const prepare = (database: DatabaseSync) => {
  const sql = (text: string): StatementSync => database.prepare(text)
  return {
    numbers: createCellNumbers(database),
    putRun: sql(
      'INSERT INTO runs VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document',
    ),
    run: sql('SELECT document FROM runs WHERE id = ?'),
    runs: sql('SELECT document FROM runs ORDER BY created_at DESC, id DESC'),
    putCell: sql('INSERT INTO cells (run, position, cell, turns, document) VALUES (?, ?, ?, ?, ?)'),
    cellPage: sql(
      'SELECT id, position, cell, document FROM cells WHERE run = ? AND position > ? ORDER BY position LIMIT ?',
    ),
    cellIdPage: sql(
      'SELECT id, position, cell FROM cells WHERE run = ? AND position > ? ORDER BY position LIMIT ?',
    ),
    putAttempt: sql('INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?, ?)'),
    attempts: sql('SELECT document FROM attempts WHERE id = ? ORDER BY turn, number'),
    attemptPage: sql(
      `SELECT id, document FROM attempts WHERE id IN ${idsOfPage} ORDER BY id, turn, number`,
    ),
    started: sql(
      'SELECT document FROM attempts WHERE started = 1 AND id IN (SELECT id FROM cells WHERE run = ?)',
    ),
    putTurn: sql('INSERT INTO turns VALUES (?, ?, ?)'),
    turns: sql('SELECT document FROM turns WHERE id = ? ORDER BY turn'),
    turnPage: sql(`SELECT id, document FROM turns WHERE id IN ${idsOfPage} ORDER BY id, turn`),
    finished: sql(
      'SELECT count(*) AS n FROM cells c WHERE run = ? AND turns = (SELECT count(*) FROM turns t WHERE t.id = c.id)',
    ),
    putScore: sql('INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?)'),
    scorePage: sql(
      `SELECT id, document FROM scores WHERE id IN ${idsOfPage} ORDER BY id, turn, metric`,
    ),
    putVote: sql('INSERT OR REPLACE INTO votes VALUES (?, ?, ?)'),
    castVote: sql('INSERT INTO votes VALUES (?, ?, ?)'),
    isVote: sql('SELECT 1 FROM votes WHERE id = ?'),
    votes: sql('SELECT document FROM votes WHERE run = ? ORDER BY id'),
    putComparison: sql('INSERT OR REPLACE INTO comparisons VALUES (?, ?)'),
    comparison: sql('SELECT document FROM comparisons WHERE run = ?'),
    putJudgeCard: sql('INSERT OR REPLACE INTO judge_cards VALUES (?, ?)'),
    judgeCard: sql('SELECT document FROM judge_cards WHERE digest = ?'),
  }
}

type Statements = ReturnType<typeof prepare>

const pageSize = 500

interface CellRow {
  id: number
  position: number
  cell: string
}

/** Cells in plan order, a page at a time, so that memory does not grow with the run. */
function* pagesOf<T extends CellRow>(statement: StatementSync, run: string): Generator<T[]> {
  let after = -1
  for (;;) {
    const page = statement.all(run, after, pageSize) as unknown as T[]
    const last = page.at(-1)
    if (last) yield page
    if (!last || page.length < pageSize) return
    after = last.position
  }
}

/** What is kept of a page of cells, by the cell's number and in the statement's order. */
function byCell<T>(
  readOne: (json: string) => T,
  statement: StatementSync,
  run: string,
  page: readonly CellRow[],
): Map<number, T[]> {
  const found = new Map<number, T[]>()
  const rows = statement.all(run, page[0]?.position ?? 0, page.at(-1)?.position ?? -1)
  for (const row of rows) {
    const id = Number(row['id'])
    const items = found.get(id)
    const item = readOne(String(row['document']))
    if (items) items.push(item)
    else found.set(id, [item])
  }
  return found
}

function* recordsOfPage(
  statements: Statements,
  run: string,
  page: readonly CellRow[],
): Generator<Record> {
  const allAttempts = byCell(readAttempt, statements.attemptPage, run, page)
  const allTurns = byCell(readTurn, statements.turnPage, run, page)
  for (const { id, cell } of page) {
    const attempts = allAttempts.get(id) ?? []
    const turns = allTurns.get(id) ?? []
    if (turns.length === 0 && attempts.length === 0) continue
    const withAttempts = turns.map((turn) => ({
      ...turn,
      attempts: attempts.filter((attempt) => attempt.turn === turn.turn),
    }))
    yield { schemaVersion: 1, run, cell, turns: withAttempts }
  }
}

const cellUnknown = (run: string, cell: string, cause: unknown): unknown =>
  /NOT NULL/.test(String(cause))
    ? new KontextError('cell-unknown', `run ${run} has no cell ${cell}`, 3, { cause })
    : cause

const saveAttempt = (statements: Statements, attempt: Attempt): void => {
  const { run, cell, turn, number, state } = attempt
  const started = state === 'started' ? 1 : 0
  try {
    statements.putAttempt.run(
      statements.numbers.of(run, cell),
      turn,
      number,
      started,
      JSON.stringify(attempt),
    )
  } catch (cause) {
    throw cellUnknown(run, cell, cause)
  }
}

const saveScore = (statements: Statements, score: Score): void => {
  const { run, cell, turn, metric } = score
  try {
    statements.putScore.run(statements.numbers.of(run, cell), turn, metric, JSON.stringify(score))
  } catch (cause) {
    throw cellUnknown(run, cell, cause)
  }
}

function interrupt(statements: Statements, run: string): number {
  const started = rowsOf(readAttempt, statements.started.all(run))
  for (const attempt of started) {
    saveAttempt(statements, {
      ...attempt,
      state: 'ended',
      outcome: 'interrupted',
      cost: { state: 'unknown' },
    })
  }
  return started.length
}

function insertTurn(statements: Statements, run: string, cell: string, result: TurnResult): void {
  try {
    statements.putTurn.run(statements.numbers.of(run, cell), result.turn, JSON.stringify(result))
  } catch (cause) {
    if (!/UNIQUE|PRIMARY/i.test(String(cause))) throw cellUnknown(run, cell, cause)
    throw new KontextError('turn-exists', `turn ${result.turn} of ${cell} is already recorded`, 3, {
      cause,
    })
  }
}

const tablesOfCells = ['attempts', 'turns', 'scores']
const tablesOfRun = ['cells', 'votes', 'comparisons', 'money']

/** Checked and written in one transaction, so that of two processes only one is told that it was first. */
function castVotes(statements: Statements, votes: readonly Vote[]): boolean {
  if (votes.some(({ id }) => statements.isVote.get(id) !== undefined)) return false
  for (const vote of votes) statements.castVote.run(vote.id, vote.left.run, JSON.stringify(vote))
  return true
}

function writesOf(statements: Statements, queue: WriteQueue, database: DatabaseSync) {
  const { write, writeVital } = queue
  return {
    putRun: (run) =>
      write(
        () => void statements.putRun.run(run.id, run.createdAt, JSON.stringify(Run.parse(run))),
      ),
    removeRun: (id) =>
      write(() => {
        statements.numbers.forget()
        for (const table of tablesOfCells) {
          database
            .prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM cells WHERE run = ?)`)
            .run(id)
        }
        for (const table of tablesOfRun)
          database.prepare(`DELETE FROM ${table} WHERE run = ?`).run(id)
        database.prepare('DELETE FROM runs WHERE id = ?').run(id)
      }),
    putCells: (run, cells) =>
      write(() => {
        for (const cell of cells) {
          statements.putCell.run(run, cell.index, cell.id, cell.turns, JSON.stringify(cell))
        }
      }),
    putAttempt: (attempt) => write(() => saveAttempt(statements, attempt)),
    putTurn: (run, cell, result) => write(() => insertTurn(statements, run, cell, result)),
    putScores: (scores) =>
      write(() => {
        for (const score of scores) saveScore(statements, score)
      }),
    putVotes: (votes) =>
      writeVital(() => {
        for (const vote of votes)
          statements.putVote.run(vote.id, vote.left.run, JSON.stringify(vote))
      }),
    castVotes: (votes) => writeVital(() => castVotes(statements, votes)),
    putComparison: (comparison) =>
      write(() => void statements.putComparison.run(comparison.run, JSON.stringify(comparison))),
    putJudgeCard: (digest, card) =>
      write(() => void statements.putJudgeCard.run(digest, JSON.stringify(card))),
  } satisfies Partial<Store>
}

/** The documents of a workspace in its SQLite file. Reads see every write that settled before them. */
export function createSqliteStore(database: DatabaseSync, queue: WriteQueue): Store {
  const statements = prepare(database)
  const optional = <T>(schema: z.ZodType<T>, row: unknown): T | undefined =>
    row === undefined ? undefined : read(schema, row)

  return {
    ...writesOf(statements, queue, database),
    run: async (id) => optional(Run, statements.run.get(id)),
    runs: async () => readAll(Run, statements.runs.all()),
    async *cells(run) {
      for (const page of pagesOf<CellRow & Row>(statements.cellPage, run)) {
        for (const row of page) yield readCell(row.document)
      }
    },
    attempts: async (run, cell) =>
      rowsOf(readAttempt, statements.attempts.all(statements.numbers.of(run, cell))),
    interruptStarted: (run) => queue.write(() => interrupt(statements, run)),
    turns: async (run, cell) =>
      rowsOf(readTurn, statements.turns.all(statements.numbers.of(run, cell))),
    async *records(run) {
      for (const page of pagesOf(statements.cellIdPage, run))
        yield* recordsOfPage(statements, run, page)
    },
    finishedCells: async (run) => (statements.finished.get(run) as { n: number }).n,
    async *scores(run) {
      for (const page of pagesOf(statements.cellIdPage, run)) {
        const scores = byCell(readScore, statements.scorePage, run, page)
        for (const { id } of page) yield* scores.get(id) ?? []
      }
    },
    votes: async (run) => readAll(Vote, statements.votes.all(run)),
    comparison: async (run) => optional(Comparison, statements.comparison.get(run)),
    judgeCard: async (digest) => optional(JudgeCard, statements.judgeCard.get(digest)),
    close: async () => queue.flush(),
  }
}

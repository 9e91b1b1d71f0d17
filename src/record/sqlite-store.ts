import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { z } from 'zod'
import { Attempt } from '#schema/attempt.ts'
import { Comparison } from '#schema/comparison.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { Cell } from '#schema/plan.ts'
import { TurnResult } from '#schema/record.ts'
import { Run } from '#schema/run.ts'
import { Score } from '#schema/score.ts'
import type { Store } from '#schema/store.ts'
import { Vote } from '#schema/vote.ts'
import type { WriteQueue } from './write-queue.ts'

interface Row {
  document: string
}

/** Documents are checked when read too: an unknown state must not pass silently. */
const read = <T>(schema: z.ZodType<T>, row: unknown): T =>
  schema.parse(JSON.parse((row as Row).document))

const readAll = <T>(schema: z.ZodType<T>, rows: unknown[]): T[] =>
  rows.map((row) => read(schema, row))

const prepare = (database: DatabaseSync) => {
  const sql = (text: string): StatementSync => database.prepare(text)
  return {
    putRun: sql(
      'INSERT INTO runs VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document',
    ),
    run: sql('SELECT document FROM runs WHERE id = ?'),
    runs: sql('SELECT document FROM runs ORDER BY created_at DESC, id DESC'),
    putCell: sql('INSERT INTO cells (run, position, cell, turns, document) VALUES (?, ?, ?, ?, ?)'),
    cellPage: sql(
      'SELECT position, cell, document FROM cells WHERE run = ? AND position > ? ORDER BY position LIMIT ?',
    ),
    putAttempt: sql('INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?, ?, ?)'),
    attempts: sql('SELECT document FROM attempts WHERE run = ? AND cell = ? ORDER BY turn, number'),
    started: sql('SELECT document FROM attempts WHERE run = ? AND started = 1'),
    putTurn: sql('INSERT INTO turns VALUES (?, ?, ?, ?)'),
    turns: sql('SELECT document FROM turns WHERE run = ? AND cell = ? ORDER BY turn'),
    finished: sql(
      'SELECT count(*) AS n FROM cells c WHERE run = ? AND turns = (SELECT count(*) FROM turns t WHERE t.run = c.run AND t.cell = c.cell)',
    ),
    putScore: sql('INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?)'),
    scores: sql('SELECT document FROM scores WHERE run = ? AND cell = ? ORDER BY turn, metric'),
    putVote: sql('INSERT OR REPLACE INTO votes VALUES (?, ?, ?)'),
    votes: sql('SELECT document FROM votes WHERE run = ? ORDER BY id'),
    putComparison: sql('INSERT OR REPLACE INTO comparisons VALUES (?, ?)'),
    comparison: sql('SELECT document FROM comparisons WHERE run = ?'),
  }
}

type Statements = ReturnType<typeof prepare>

const pageSize = 500

interface CellRow extends Row {
  position: number
  cell: string
}

/** Cells in plan order, a page at a time, so that memory does not grow with the run. */
function* cellRows(statements: Statements, run: string): Generator<CellRow> {
  let after = -1
  for (;;) {
    const page = statements.cellPage.all(run, after, pageSize) as unknown as CellRow[]
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.position
  }
}

const saveAttempt = (statements: Statements, attempt: Attempt): void => {
  const { run, cell, turn, number, state } = attempt
  statements.putAttempt.run(
    run,
    cell,
    turn,
    number,
    state === 'started' ? 1 : 0,
    JSON.stringify(attempt),
  )
}

function interrupt(statements: Statements, run: string): number {
  const started = readAll(Attempt, statements.started.all(run))
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
    statements.putTurn.run(run, cell, result.turn, JSON.stringify(result))
  } catch (cause) {
    if (!/UNIQUE|PRIMARY/i.test(String(cause))) throw cause
    throw new KontextError('turn-exists', `turn ${result.turn} of ${cell} is already recorded`, 3, {
      cause,
    })
  }
}

const tablesOfRun = ['cells', 'attempts', 'turns', 'scores', 'votes', 'comparisons', 'money']

function writesOf(statements: Statements, { write }: WriteQueue, database: DatabaseSync) {
  return {
    putRun: (run) =>
      write(
        () => void statements.putRun.run(run.id, run.createdAt, JSON.stringify(Run.parse(run))),
      ),
    removeRun: (id) =>
      write(() => {
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
        for (const score of scores) {
          const { run, cell, turn, metric } = score
          statements.putScore.run(run, cell, turn, metric, JSON.stringify(score))
        }
      }),
    putVotes: (votes) =>
      write(() => {
        for (const vote of votes)
          statements.putVote.run(vote.id, vote.left.run, JSON.stringify(vote))
      }),
    putComparison: (comparison) =>
      write(() => void statements.putComparison.run(comparison.run, JSON.stringify(comparison))),
  } satisfies Partial<Store>
}

/** The documents of a workspace in its SQLite file. Reads see every write that was asked for before them. */
export function createSqliteStore(database: DatabaseSync, queue: WriteQueue): Store {
  const statements = prepare(database)
  const turnsOf = (run: string, cell: string) =>
    readAll(TurnResult, statements.turns.all(run, cell))
  const attemptsOf = (run: string, cell: string) =>
    readAll(Attempt, statements.attempts.all(run, cell))
  const optional = <T>(schema: z.ZodType<T>, row: unknown): T | undefined =>
    row === undefined ? undefined : read(schema, row)

  return {
    ...writesOf(statements, queue, database),
    run: async (id) => optional(Run, statements.run.get(id)),
    runs: async () => readAll(Run, statements.runs.all()),
    async *cells(run) {
      for (const row of cellRows(statements, run)) yield read(Cell, row)
    },
    attempts: async (run, cell) => attemptsOf(run, cell),
    interruptStarted: async (run) => {
      let count = 0
      await queue.write(() => {
        count = interrupt(statements, run)
      })
      return count
    },
    turns: async (run, cell) => turnsOf(run, cell),
    async *records(run) {
      for (const { cell } of cellRows(statements, run)) {
        const attempts = attemptsOf(run, cell)
        const turns = turnsOf(run, cell)
        if (turns.length === 0 && attempts.length === 0) continue
        const withAttempts = turns.map((turn) => ({
          ...turn,
          attempts: attempts.filter((attempt) => attempt.turn === turn.turn),
        }))
        yield { schemaVersion: 1, run, cell, turns: withAttempts }
      }
    },
    finishedCells: async (run) => (statements.finished.get(run) as { n: number }).n,
    async *scores(run) {
      for (const { cell } of cellRows(statements, run)) {
        yield* readAll(Score, statements.scores.all(run, cell))
      }
    },
    votes: async (run) => readAll(Vote, statements.votes.all(run)),
    comparison: async (run) => optional(Comparison, statements.comparison.get(run)),
    close: async () => queue.flush(),
  }
}

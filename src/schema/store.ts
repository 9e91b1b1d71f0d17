import type { Attempt } from './attempt.ts'
import type { Baseline } from './baseline.ts'
import type { Cell } from './plan.ts'
import type { Comparison } from './comparison.ts'
import type { JudgeCard } from './judge.ts'
import type { Record, TurnResult } from './record.ts'
import type { Run } from './run.ts'
import type { Score } from './score.ts'
import type { Vote } from './vote.ts'

/**
 * Port: keeps the documents of all runs. Every write is durable against kill -9 once its promise
 * settled. Attempts, turns and scores belong to cells that were put before; for others the write
 * throws `cell-unknown`.
 */
export interface Store {
  putRun(run: Run): Promise<void>
  run(id: string): Promise<Run | undefined>
  /** Newest first. */
  runs(): Promise<Run[]>
  removeRun(id: string): Promise<void>

  putCells(run: string, cells: readonly Cell[]): Promise<void>
  /** In plan order. */
  cells(run: string): AsyncIterable<Cell>

  /** Inserts or replaces the attempt (run, cell, turn, number). */
  putAttempt(attempt: Attempt): Promise<void>
  attempts(run: string, cell: string): Promise<Attempt[]>
  /** Ends every `started` attempt of a run as `interrupted`, cost unknown. Returns how many. */
  interruptStarted(run: string): Promise<number>

  /** Inserts the result of (run, cell, turn); a second write of the same turn throws. */
  putTurn(run: string, cell: string, result: TurnResult): Promise<void>
  turns(run: string, cell: string): Promise<TurnResult[]>
  /** All cells that have at least one turn or attempt, in plan order, one at a time. */
  records(run: string): AsyncIterable<Record>
  /** How many cells have all their turns. */
  finishedCells(run: string): Promise<number>

  /** Replaces scores of the same (run, cell, turn, metric). */
  putScores(scores: readonly Score[]): Promise<void>
  /** In plan order, one cell's scores after another's. */
  scores(run: string): AsyncIterable<Score>

  /** Replaces votes of the same id. Like `castVotes` durable against a loss of power, not only of the process. */
  putVotes(votes: readonly Vote[]): Promise<void>
  /** Keeps all of them, or none and returns false: one of their ids was kept before. */
  castVotes(votes: readonly Vote[]): Promise<boolean>
  votes(run: string): Promise<Vote[]>

  putComparison(comparison: Comparison): Promise<void>
  comparison(run: string): Promise<Comparison | undefined>

  /** By digest, for as long as the workspace lives: votes and scores name it. */
  putJudgeCard(digest: string, card: JudgeCard): Promise<void>
  judgeCard(digest: string): Promise<JudgeCard | undefined>

  close(): Promise<void>
}

/** Port: images by sha256 of their bytes. */
export interface Blobs {
  /**
   * Returns the sha256. Writing the same bytes again is free. No document written after this settled
   * outlives the picture.
   */
  put(bytes: Uint8Array): Promise<string>
  /** Throws KontextError `blob-missing` or `blob-damaged` (bytes no longer match the digest). */
  get(sha256: string): Promise<Uint8Array>
  has(sha256: string): Promise<boolean>
  list(): AsyncIterable<string>
  remove(sha256: string): Promise<void>
}

export interface Claim {
  cell: string
  /** Grows with every claim of the same cell; a result under an older token is not the record. */
  token: number
}

/** Port: hands out cells, so that several processes can share a run. */
export interface Work {
  /** Cells that are neither done nor under a live lease, in plan order. */
  claim(run: string, n: number, leaseMs: number): Promise<Claim[]>
  /** True while nobody else has claimed the cell since: what was made under the claim may become the record. */
  holds(run: string, claim: Claim): Promise<boolean>
  extend(run: string, claim: Claim, leaseMs: number): Promise<boolean>
  /** True when the token still held the lease. */
  complete(run: string, claim: Claim): Promise<boolean>
  release(run: string, claim: Claim): Promise<void>
  /** Ends all leases of a run: its former process is known to be dead. */
  reset(run: string): Promise<void>
}

/** Port: rates and money. */
export interface Limits {
  /** Returns how many ms to wait before the next call of this engine, and books it. */
  take(engine: string, perMinute: number): Promise<number>
  /** Books money for a call; false when the run's budget would be passed. */
  reserve(run: string, usd: number, budgetUsd: number): Promise<boolean>
  /** Replaces a reservation by what the call really cost. */
  settle(run: string, reservedUsd: number, spentUsd: number): Promise<void>
  spent(run: string): Promise<number>
}

/** Port: runs that later ones are held against, by name and branch. */
export interface Baselines {
  /** Replaces the one of the same name and branch. */
  put(baseline: Baseline): Promise<void>
  /** The one set last comes first. */
  list(): Promise<Baseline[]>
  /** True when there was one. */
  remove(name: string, branch: string | undefined): Promise<boolean>
}

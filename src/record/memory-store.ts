import type { Attempt } from '#schema/attempt.ts'
import type { Comparison } from '#schema/comparison.ts'
import type { JudgeCard } from '#schema/judge.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Cell } from '#schema/plan.ts'
import type { TurnResult } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Store } from '#schema/store.ts'
import type { Vote } from '#schema/vote.ts'

interface KeptRun {
  run?: Run
  cells: Cell[]
  cellIds: Set<string>
  attempts: Map<string, Map<string, Attempt>>
  turns: Map<string, Map<number, TurnResult>>
  scores: Map<string, Map<string, Score>>
  votes: Map<string, Vote>
  comparison?: Comparison
}

const emptyRun = (): KeptRun => ({
  cells: [],
  cellIds: new Set(),
  attempts: new Map(),
  turns: new Map(),
  scores: new Map(),
  votes: new Map(),
})

const inner = <K, V, W>(map: Map<K, Map<V, W>>, key: K): Map<V, W> => {
  let found = map.get(key)
  if (!found) map.set(key, (found = new Map()))
  return found
}

const copy = <T>(value: T): T => structuredClone(value)

const byTurn = <T extends { turn: number; number?: number }>(a: T, b: T): number =>
  a.turn - b.turn || (a.number ?? 0) - (b.number ?? 0)

type KeptRuns = Map<string, KeptRun>

const keptOf = (runs: KeptRuns, id: string): KeptRun => {
  let kept = runs.get(id)
  if (!kept) runs.set(id, (kept = emptyRun()))
  return kept
}

const keptCell = (runs: KeptRuns, run: string, cell: string): KeptRun => {
  const kept = keptOf(runs, run)
  if (!kept.cellIds.has(cell)) {
    throw new KontextError('cell-unknown', `run ${run} has no cell ${cell}`)
  }
  return kept
}

const attemptsOf = (runs: KeptRuns, run: string, cell: string): Attempt[] =>
  [...(keptOf(runs, run).attempts.get(cell)?.values() ?? [])].sort(byTurn)

const turnsOf = (runs: KeptRuns, run: string, cell: string): TurnResult[] =>
  [...(keptOf(runs, run).turns.get(cell)?.values() ?? [])].sort(byTurn)

const runPart = (runs: KeptRuns) =>
  ({
    putRun: async (run) => {
      keptOf(runs, run.id).run = copy(run)
    },
    run: async (id) => copy(runs.get(id)?.run),
    runs: async () =>
      [...runs.values()]
        .flatMap(({ run }) => (run ? [copy(run)] : []))
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id)),
    removeRun: async (id) => {
      runs.delete(id)
    },
    putCells: async (run, cells) => {
      const kept = keptOf(runs, run)
      for (const { id } of cells) kept.cellIds.add(id)
      kept.cells = [...kept.cells, ...copy([...cells])].sort((a, b) => a.index - b.index)
    },
    async *cells(run) {
      yield* copy(keptOf(runs, run).cells)
    },
  }) satisfies Partial<Store>

const attemptPart = (runs: KeptRuns) =>
  ({
    putAttempt: async (attempt) => {
      const kept = inner(keptCell(runs, attempt.run, attempt.cell).attempts, attempt.cell)
      kept.set(`${attempt.turn}/${attempt.number}`, copy(attempt))
    },
    attempts: async (run, cell) => copy(attemptsOf(runs, run, cell)),
    interruptStarted: async (run) => {
      const all = [...keptOf(runs, run).attempts.values()].flatMap((attempts) => [
        ...attempts.values(),
      ])
      const started = all.filter((attempt) => attempt.state === 'started')
      for (const attempt of started) {
        Object.assign(attempt, {
          state: 'ended',
          outcome: 'interrupted',
          cost: { state: 'unknown' },
        })
      }
      return started.length
    },
  }) satisfies Partial<Store>

const turnPart = (runs: KeptRuns) =>
  ({
    putTurn: async (run, cell, result) => {
      const turns = inner(keptCell(runs, run, cell).turns, cell)
      if (turns.has(result.turn)) {
        throw new KontextError('turn-exists', `turn ${result.turn} of ${cell} is already recorded`)
      }
      turns.set(result.turn, copy(result))
    },
    turns: async (run, cell) => copy(turnsOf(runs, run, cell)),
    async *records(run) {
      for (const { id } of keptOf(runs, run).cells) {
        const attempts = attemptsOf(runs, run, id)
        const turns = turnsOf(runs, run, id)
        if (turns.length === 0 && attempts.length === 0) continue
        const withAttempts = turns.map((turn) => ({
          ...turn,
          attempts: attempts.filter((one) => one.turn === turn.turn),
        }))
        yield copy({ schemaVersion: 1 as const, run, cell: id, turns: withAttempts })
      }
    },
    finishedCells: async (run) =>
      keptOf(runs, run).cells.filter((cell) => turnsOf(runs, run, cell.id).length === cell.turns)
        .length,
  }) satisfies Partial<Store>

const judgedPart = (runs: KeptRuns) =>
  ({
    putScores: async (scores) => {
      for (const score of scores) {
        inner(keptCell(runs, score.run, score.cell).scores, score.cell).set(
          `${score.turn}/${score.metric}`,
          copy(score),
        )
      }
    },
    async *scores(run) {
      const kept = keptOf(runs, run)
      for (const { id } of kept.cells) yield* copy([...(kept.scores.get(id)?.values() ?? [])])
    },
    putVotes: async (votes) => {
      for (const vote of votes) keptOf(runs, vote.left.run).votes.set(vote.id, copy(vote))
    },
    castVotes: async (votes) => {
      const isKnown = ({ id }: Vote): boolean =>
        [...runs.values()].some((kept) => kept.votes.has(id))
      if (votes.some(isKnown)) return false
      for (const vote of votes) keptOf(runs, vote.left.run).votes.set(vote.id, copy(vote))
      return true
    },
    votes: async (run) => copy([...keptOf(runs, run).votes.values()]),
    putComparison: async (comparison) => {
      keptOf(runs, comparison.run).comparison = copy(comparison)
    },
    comparison: async (run) => copy(keptOf(runs, run).comparison),
  }) satisfies Partial<Store>

/** All documents in memory; behaves as the SQLite store does, for tests and throw-away work. */
export function createMemoryStore(): Store {
  const runs: KeptRuns = new Map()
  const cards = new Map<string, JudgeCard>()
  return {
    ...runPart(runs),
    ...attemptPart(runs),
    ...turnPart(runs),
    ...judgedPart(runs),
    putJudgeCard: async (digest, card) => void cards.set(digest, copy(card)),
    judgeCard: async (digest) => copy(cards.get(digest)),
    close: async () => undefined,
  }
}

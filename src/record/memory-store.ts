import type { Attempt } from '#schema/attempt.ts'
import type { Comparison } from '#schema/comparison.ts'
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
  attempts: Map<string, Map<string, Attempt>>
  turns: Map<string, Map<number, TurnResult>>
  scores: Map<string, Map<string, Score>>
  votes: Map<string, Vote>
  comparison?: Comparison
}

const emptyRun = (): KeptRun => ({
  cells: [],
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

/** All documents in memory; behaves as the SQLite store does, for tests and throw-away work. */
export function createMemoryStore(): Store {
  const runs = new Map<string, KeptRun>()
  const of = (id: string): KeptRun => {
    let kept = runs.get(id)
    if (!kept) runs.set(id, (kept = emptyRun()))
    return kept
  }
  const attemptsOf = (run: string, cell: string): Attempt[] =>
    [...(of(run).attempts.get(cell)?.values() ?? [])].sort(byTurn)
  const turnsOf = (run: string, cell: string): TurnResult[] =>
    [...(of(run).turns.get(cell)?.values() ?? [])].sort(byTurn)

  return {
    putRun: async (run) => {
      of(run.id).run = copy(run)
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
      const kept = of(run)
      kept.cells = [...kept.cells, ...copy([...cells])].sort((a, b) => a.index - b.index)
    },
    async *cells(run) {
      yield* copy(of(run).cells)
    },
    putAttempt: async (attempt) => {
      inner(of(attempt.run).attempts, attempt.cell).set(
        `${attempt.turn}/${attempt.number}`,
        copy(attempt),
      )
    },
    attempts: async (run, cell) => copy(attemptsOf(run, cell)),
    interruptStarted: async (run) => {
      let count = 0
      for (const attempts of of(run).attempts.values()) {
        for (const attempt of attempts.values()) {
          if (attempt.state !== 'started') continue
          Object.assign(attempt, {
            state: 'ended',
            outcome: 'interrupted',
            cost: { state: 'unknown' },
          })
          count += 1
        }
      }
      return count
    },
    putTurn: async (run, cell, result) => {
      const turns = inner(of(run).turns, cell)
      if (turns.has(result.turn)) {
        throw new KontextError('turn-exists', `turn ${result.turn} of ${cell} is already recorded`)
      }
      turns.set(result.turn, copy(result))
    },
    turns: async (run, cell) => copy(turnsOf(run, cell)),
    async *records(run) {
      for (const { id } of of(run).cells) {
        const attempts = attemptsOf(run, id)
        const turns = turnsOf(run, id)
        if (turns.length === 0 && attempts.length === 0) continue
        yield copy({
          schemaVersion: 1 as const,
          run,
          cell: id,
          turns: turns.map((turn) => ({
            ...turn,
            attempts: attempts.filter((one) => one.turn === turn.turn),
          })),
        })
      }
    },
    finishedCells: async (run) =>
      of(run).cells.filter((cell) => turnsOf(run, cell.id).length === cell.turns).length,
    putScores: async (scores) => {
      for (const score of scores)
        inner(of(score.run).scores, score.cell).set(`${score.turn}/${score.metric}`, copy(score))
    },
    async *scores(run) {
      for (const { id } of of(run).cells) yield* copy([...(of(run).scores.get(id)?.values() ?? [])])
    },
    putVotes: async (votes) => {
      for (const vote of votes) of(vote.left.run).votes.set(vote.id, copy(vote))
    },
    votes: async (run) => copy([...of(run).votes.values()]),
    putComparison: async (comparison) => {
      of(comparison.run).comparison = copy(comparison)
    },
    comparison: async (run) => copy(of(run).comparison),
    close: async () => undefined,
  }
}

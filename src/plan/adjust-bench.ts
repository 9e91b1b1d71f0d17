import type { Bench } from '#schema/bench.ts'

/** What the command line may change of a bench. */
export interface BenchChanges {
  /** Other data sets: taken whole, since what the bench selects is said of its own. */
  dataSets?: string[]
  tasks?: string[]
  casesPerTask?: number
  repeats?: number
  budgetUsd?: number
}

function withDataSets({ select: _select, tasks: _tasks, ...bench }: Bench, ids: string[]): Bench {
  return { ...bench, dataSets: ids, title: ids.join(', ') }
}

export function adjustBench(asked: Bench, request: BenchChanges): Bench {
  const bench = request.dataSets ? withDataSets(asked, request.dataSets) : asked
  return {
    ...bench,
    ...(request.tasks ? { tasks: request.tasks } : {}),
    ...(request.casesPerTask === undefined
      ? {}
      : {
          select: {
            ...bench.select,
            perTask: request.casesPerTask,
            chains: bench.select?.chains ?? 0,
          },
        }),
    ...(request.repeats === undefined ? {} : { repeats: request.repeats }),
    ...(request.budgetUsd === undefined ? {} : { budgetUsd: request.budgetUsd }),
  }
}

import type { Bench } from '#schema/bench.ts'

/** What the command line may change of a bench. */
export interface BenchChanges {
  tasks?: string[]
  casesPerTask?: number
  repeats?: number
  budgetUsd?: number
}

export function adjustBench(bench: Bench, request: BenchChanges): Bench {
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

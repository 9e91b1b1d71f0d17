import type { Selection } from '#schema/bench.ts'

/** What selection looks at; drafts and finished cases both have it. */
export interface Selectable {
  id: string
  tasks: string[]
  cluster: string
  turns: readonly unknown[]
}

/** Takes cases round robin over clusters, so that few cases still cover many base images. */
const spreadOverClusters = <T extends Selectable>(cases: readonly T[]): T[] => {
  const byCluster = Map.groupBy(cases, (one) => one.cluster)
  const queues = [...byCluster.values()]
  const spread: T[] = []
  for (let round = 0; spread.length < cases.length; round++) {
    for (const queue of queues) {
      const next = queue[round]
      if (next) spread.push(next)
    }
  }
  return spread
}

const takeForTask = <T extends Selectable>(
  cases: readonly T[],
  task: string,
  limit: number,
  taken: Set<T>,
): void => {
  const candidates = spreadOverClusters(cases.filter((one) => one.tasks.includes(task)))
  // What another task already took counts here too: an output is paid for once.
  let have = candidates.filter((one) => taken.has(one)).length
  const usedClusters = new Set([...taken].map((one) => one.cluster))
  const fresh = candidates.filter((one) => !taken.has(one))
  const order = [
    ...fresh.filter((one) => !usedClusters.has(one.cluster)),
    ...fresh.filter((one) => usedClusters.has(one.cluster)),
  ]
  for (const one of order) {
    if (have >= limit) return
    taken.add(one)
    have += 1
  }
}

/** Picks cases for a bench. Deterministic; the result keeps the data set's order. */
export function selectCases<T extends Selectable>(
  cases: readonly T[],
  tasks: readonly string[] | undefined,
  select: Selection | undefined,
): T[] {
  const asked = tasks && new Set(tasks)
  const wanted = select?.cases && new Set(select.cases)
  const eligible = cases.filter(
    (one) =>
      (!asked || one.tasks.some((task) => asked.has(task))) && (!wanted || wanted.has(one.id)),
  )
  const singles = eligible.filter((one) => one.turns.length === 1)
  const chains = spreadOverClusters(eligible.filter((one) => one.turns.length > 1))
  const taken = new Set<T>(chains.slice(0, select?.chains ?? chains.length))
  if (select?.perTask === undefined) {
    for (const one of singles) taken.add(one)
  } else {
    const names = new Set(eligible.flatMap((one) => one.tasks))
    const singlesTaken = new Set<T>()
    for (const task of names) {
      if (!asked || asked.has(task)) takeForTask(singles, task, select.perTask, singlesTaken)
    }
    for (const one of singlesTaken) taken.add(one)
  }
  return eligible.filter((one) => taken.has(one))
}

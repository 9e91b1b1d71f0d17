import type { Run } from '#schema/run.ts'
import type { Store } from '#schema/store.ts'
import { UserError } from '#schema/user-error.ts'

const matches = (runs: readonly Run[], reference: string): Run[] => {
  const [bench, last] = reference.split('@')
  // Neither a gate's rerun nor the calls of judges are what the user ran last.
  const own = runs.filter((run) => run.confirms === undefined && !run.plan.judging)
  if (reference === 'last') return own.slice(0, 1)
  if (last === 'last')
    return runs.filter((run) => run.confirms === undefined && run.bench === bench).slice(0, 1)
  const exact = runs.filter((run) => run.id === reference || run.name === reference)
  return exact.length > 0 ? exact.slice(0, 1) : runs.filter((run) => run.id.startsWith(reference))
}

/** @throws UserError for a judge run, which holds answers and no pictures */
export function assertMadePictures({ id, plan }: Run): void {
  if (!plan.judging) return
  const { run } = plan.judging
  throw new UserError(
    `${id} holds the answers of judges, no pictures`,
    run === undefined
      ? 'See what they came to with: kontextbench judge --self-test'
      : `Name the run that was judged: ${run}`,
  )
}

/** RUN on the command line: an id, a unique prefix, a name, `last` or `bench@last`. */
export async function findRun(store: Store, reference: string): Promise<Run> {
  const runs = await store.runs()
  const found = matches(runs, reference)
  if (found.length === 1 && found[0]) return found[0]
  if (found.length > 1) {
    const ids = found.map((run) => run.id).join(', ')
    throw new UserError(`"${reference}" names ${found.length} runs: ${ids}`, 'Give more of the id.')
  }
  throw new UserError(
    `there is no run "${reference}"`,
    runs.length === 0
      ? 'Make one with: kontextbench run quick'
      : 'List them with: kontextbench runs list',
  )
}

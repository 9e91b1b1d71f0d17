import type { Run } from '#schema/run.ts'
import type { Store } from '#schema/store.ts'
import { UserError } from '#schema/user-error.ts'

const matches = (runs: readonly Run[], reference: string): Run[] => {
  const [bench, last] = reference.split('@')
  // A gate's rerun is not what the user ran last.
  const own = runs.filter((run) => run.confirms === undefined)
  if (reference === 'last') return own.slice(0, 1)
  if (last === 'last') return own.filter((run) => run.bench === bench).slice(0, 1)
  const exact = runs.filter((run) => run.id === reference || run.name === reference)
  return exact.length > 0 ? exact.slice(0, 1) : runs.filter((run) => run.id.startsWith(reference))
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

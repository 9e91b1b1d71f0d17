import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from '#schema/run.ts'
import { UserError } from '#schema/user-error.ts'
import { collectGarbage, findRun, type Workspace } from '../pipeline.ts'
import type { RunsFlags } from './commands/runs.ts'
import { describePlan } from './describe-plan.ts'
import type { Io } from './io.ts'
import { inWorkspace } from './session.ts'

const summaryOf = ({ id, name, bench, state, createdAt, plan, confirms }: Run) => ({
  id,
  ...(name === undefined ? {} : { name }),
  bench,
  state,
  createdAt,
  cells: plan.cellCount,
  models: plan.models.map((model) => model.id),
  ...(confirms === undefined ? {} : { confirms }),
})

function printList(io: Io, runs: readonly Run[], json: boolean): void {
  if (json) io.out(JSON.stringify(runs.map(summaryOf)))
  else if (runs.length === 0) io.out('No runs yet. Make one with: kontextbench run quick')
  else {
    for (const run of runs) {
      const { id, name, state, createdAt, cells, confirms } = summaryOf(run)
      const of = confirms === undefined ? '' : `  confirms ${confirms}`
      io.out(
        `${id}  ${state.padEnd(11)} ${createdAt}  ${cells} cells${name ? `  "${name}"` : ''}${of}`,
      )
    }
  }
}

async function nameRun(
  io: Io,
  workspace: Workspace,
  run: Run,
  name: string | undefined,
): Promise<void> {
  if (!name) throw new UserError('no name was given', 'Write: kontextbench runs name RUN NAME')
  const taken = (await workspace.store.runs()).find(
    (other) => other.name === name && other.id !== run.id,
  )
  if (taken) throw new UserError(`"${name}" is the name of ${taken.id}`, 'Choose another name.')
  await workspace.store.putRun({ ...run, name })
  io.out(`${run.id} is now "${name}"`)
}

/** The command `runs`. */
export async function manageRuns(io: Io, flags: RunsFlags): Promise<void> {
  await inWorkspace(io, flags, async (_project, workspace) => {
    const { store } = workspace
    if (flags.action === 'list') return printList(io, await store.runs(), flags.json)
    if (flags.action === 'gc') {
      const removed = await collectGarbage(workspace)
      return io.out(flags.json ? JSON.stringify({ removed }) : `${removed} pictures removed`)
    }
    const run = await findRun(store, flags.run ?? 'last')
    switch (flags.action) {
      case 'show':
        return io.out(
          flags.json
            ? JSON.stringify(run)
            : `${run.id}: ${run.state}, ${await store.finishedCells(run.id)} of ${run.plan.cellCount} cells done\n${describePlan(run.plan)}`,
        )
      case 'name':
        return nameRun(io, workspace, run, flags.name)
      case 'remove':
        await store.removeRun(run.id)
        await rm(join(workspace.dir, 'logs', run.id), { recursive: true, force: true })
        return io.out(`${run.id} removed; its pictures go with: kontextbench runs gc`)
      default:
        return flags.action satisfies never
    }
  })
}

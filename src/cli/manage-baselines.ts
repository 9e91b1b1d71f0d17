import { resolve } from 'node:path'
import type { Baseline } from '#schema/baseline.ts'
import { Slug } from '#schema/id.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { baselines as baselineTools, findRun, type Project, type Workspace } from '../pipeline.ts'
import type { BaselineFlags } from './commands/baseline.ts'
import type { Io } from './io.ts'
import { inWorkspace } from './session.ts'

const summaryOf = ({ name, branch, setAt, samples, noise }: Baseline) => ({
  name,
  ...(branch === undefined ? {} : { branch }),
  setAt,
  run: samples.run,
  bench: samples.bench,
  models: samples.models.map(({ id }) => id),
  asks: samples.asks.length,
  fingerprint: samples.environment.fingerprint,
  noise: noise.length,
})

const describe = (baseline: Baseline): string => {
  const { name, branch, setAt, run, models, asks, noise } = summaryOf(baseline)
  const of = branch === undefined ? '' : ` (branch ${branch})`
  const floor = noise > 0 ? `noise floor of ${noise} measures` : 'noise floor not known yet'
  return `${name}${of}  ${run}  ${models.join(', ')}  ${asks} asks  ${floor}  set ${setAt}`
}

const needed = (value: string | undefined, what: string, write: string): string => {
  if (value !== undefined) return value
  throw new UserError(`no ${what} was given`, `Write: kontextbench baseline ${write}`)
}

async function set(
  io: Io,
  flags: BaselineFlags,
  project: Project,
  workspace: Workspace,
): Promise<void> {
  const write = 'set NAME RUN'
  const name = parseAt(Slug, needed(flags.name, 'name', write), { field: 'name' })
  const run = await findRun(workspace.store, needed(flags.target, 'run', write))
  const { setBaseline } = await baselineTools()
  const setAt = project.clock.now().toISOString()
  const baseline = await setBaseline(workspace, run, { name, branch: flags.branch, setAt })
  io.out(flags.json ? JSON.stringify(summaryOf(baseline)) : describe(baseline))
}

async function exportOne(io: Io, flags: BaselineFlags, workspace: Workspace): Promise<void> {
  const write = 'export NAME FILE'
  const name = needed(flags.name, 'name', write)
  const file = resolve(io.cwd, needed(flags.target, 'file', write))
  const { keptBaseline, writeBaseline } = await baselineTools()
  const baseline = await keptBaseline(workspace, name, flags.branch)
  if (!baseline)
    throw new UserError(`there is no baseline "${name}"`, 'See: kontextbench baseline list')
  await writeBaseline(file, baseline)
  io.out(flags.json ? JSON.stringify({ ...summaryOf(baseline), file }) : `${name} is in ${file}`)
}

async function remove(io: Io, flags: BaselineFlags, workspace: Workspace): Promise<void> {
  const name = needed(flags.name, 'name', 'remove NAME')
  const removed = await workspace.baselines.remove(name, flags.branch)
  const branch = flags.branch === undefined ? ' without a branch' : ` of branch ${flags.branch}`
  if (!removed)
    throw new UserError(
      `there is no baseline "${name}"${branch}`,
      'See: kontextbench baseline list',
    )
  io.out(flags.json ? JSON.stringify({ removed: name }) : `${name} removed`)
}

/** The command `baseline`. */
export async function manageBaselines(io: Io, flags: BaselineFlags): Promise<void> {
  await inWorkspace(io, flags, async (project, workspace) => {
    switch (flags.action) {
      case 'set':
        return set(io, flags, project, workspace)
      case 'list': {
        const kept = await workspace.baselines.list()
        if (flags.json) return io.out(JSON.stringify(kept.map(summaryOf)))
        if (kept.length === 0)
          return io.out('No baselines yet. Set one with: kontextbench baseline set NAME RUN')
        return io.out(kept.map(describe).join('\n'))
      }
      case 'export':
        return exportOne(io, flags, workspace)
      case 'remove':
        return remove(io, flags, workspace)
      default:
        return flags.action satisfies never
    }
  })
}

import { join } from 'node:path'
import {
  carryOut,
  compareKeptRun,
  findRun,
  planRun,
  reportKeptRun,
  scoreKeptRun,
  StopSwitch,
  type Project,
  type RunRequest,
  type RunState,
  type Workspace,
} from '../pipeline.ts'
import type { Run } from '#schema/run.ts'
import { UserError } from '#schema/user-error.ts'
import type { Io } from './io.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'
import { stopOnInterrupt } from './stop-on-interrupt.ts'
import { describePlan } from './describe-plan.ts'
import { describeServers } from './describe-servers.ts'
import { coverageOf, printComparison } from './print-comparison.ts'

export interface RunBenchFlags {
  bench: string
  models: string[] | undefined
  datasets: string[] | undefined
  tasks: string[] | undefined
  cases: number | undefined
  repeats: number | undefined
  budget: number | undefined
  'models-file': string | undefined
  name: string | undefined
  resume: string | undefined
  'dry-run': boolean
  report: boolean
  'min-coverage': number | undefined
  json: boolean
  workspace: string | undefined
}

const requestOf = (flags: RunBenchFlags): RunRequest => ({
  bench: flags.bench,
  ...(flags.models ? { models: flags.models } : {}),
  ...(flags.datasets ? { dataSets: flags.datasets } : {}),
  ...(flags.tasks ? { tasks: flags.tasks } : {}),
  ...(flags.cases === undefined ? {} : { casesPerTask: flags.cases }),
  ...(flags.repeats === undefined ? {} : { repeats: flags.repeats }),
  ...(flags.budget === undefined ? {} : { budgetUsd: flags.budget }),
  ...(flags['models-file'] === undefined ? {} : { modelsFile: flags['models-file'] }),
  ...(flags.name === undefined ? {} : { name: flags.name }),
})

export interface RunBenchResult {
  state: RunState
  code?: number
}

async function finishRun(
  io: Io,
  flags: RunBenchFlags,
  project: Project,
  workspace: Workspace,
  run: Run,
): Promise<number | undefined> {
  const progress = createProgress(io)
  await scoreKeptRun(workspace, run, progress)
  const comparison = await compareKeptRun(workspace, run)
  const folder = flags.report
    ? await reportKeptRun(project, workspace, run, comparison, progress)
    : undefined
  progress.end()
  if (flags.json)
    io.out(
      JSON.stringify({
        run: run.id,
        state: run.state,
        report: folder,
        ...(run.servers ? { servers: run.servers } : {}),
        comparison,
      }),
    )
  else {
    await printComparison(io, comparison)
    if (run.servers) io.out(describeServers(run.servers))
  }
  if (folder !== undefined) io.err(`Report: ${join(folder, 'index.html')}`)
  const least = flags['min-coverage']
  return least !== undefined && coverageOf(comparison) < least ? 1 : undefined
}

/** Flags that make a plan; a resumed run has one. */
const planFlags = [
  'models',
  'datasets',
  'tasks',
  'cases',
  'repeats',
  'models-file',
  'name',
] as const

/** The kept run, with a new budget where one was given. @throws UserError for flags that would change its plan. */
async function runToResume(workspace: Workspace, flags: RunBenchFlags): Promise<Run> {
  const given = planFlags.filter((name) => flags[name] !== undefined)
  if (given.length > 0) {
    throw new UserError(
      `--resume goes on with a plan that is made, which ${given.map((name) => `--${name}`).join(', ')} would change`,
      'Leave it out, or start a new run.',
    )
  }
  const run = await findRun(workspace.store, flags.resume || 'last')
  if (run.plan.judging)
    throw new UserError(
      `${run.id} is a judge run`,
      `Go on with: kontextbench judge ${run.plan.judging.run ?? '--self-test'} --resume`,
    )
  return flags.budget === undefined
    ? run
    : { ...run, plan: { ...run.plan, budgetUsd: flags.budget } }
}

const budgetHint = ({ state, plan }: Run): string =>
  state === 'budget' ? ` --budget <more than ${plan.budgetUsd} USD>` : ''

/** The command `run` from plan to report. */
export async function runBench(io: Io, flags: RunBenchFlags): Promise<RunBenchResult> {
  return inWorkspace(io, flags, async (project, workspace) => {
    const progress = createProgress(io)
    const planned =
      flags.resume === undefined
        ? await planRun(project, workspace, requestOf(flags), progress, flags['dry-run'])
        : await runToResume(workspace, flags)
    progress.end()
    if (flags['dry-run']) {
      io.out(flags.json ? JSON.stringify(planned.plan) : describePlan(planned.plan))
      return { state: 'finished' }
    }
    io.err(`Run ${planned.id}: ${planned.plan.cellCount} cells`)
    const stop = new StopSwitch()
    const unlisten = stopOnInterrupt(io, stop)
    try {
      const ended = await carryOut(project, workspace, planned, stop, progress)
      progress.end()
      if (ended.state !== 'finished') {
        io.err(`Kept. Go on with: kontextbench run --resume ${ended.id}${budgetHint(ended)}`)
        return { state: ended.state }
      }
      const code = await finishRun(io, flags, project, workspace, ended)
      return { state: ended.state, ...(code === undefined ? {} : { code }) }
    } finally {
      unlisten()
    }
  })
}

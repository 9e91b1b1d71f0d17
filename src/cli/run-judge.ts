import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Comparison } from '#schema/comparison.ts'
import type { Run } from '#schema/run.ts'
import { UserError } from '#schema/user-error.ts'
import type { Vote } from '#schema/vote.ts'
import {
  compareKeptRun,
  findRun,
  judging,
  StopSwitch,
  type Project,
  type RunState,
  type Workspace,
} from '../pipeline.ts'
import type { JudgeFlags } from './commands/judge.ts'
import { describePlan } from './describe-plan.ts'
import type { Io } from './io.ts'
import { printChecks, printJudging } from './print-judging.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'
import { stopOnInterrupt } from './stop-on-interrupt.ts'

/** Smaller pictures show nothing, larger ones no server takes. */
const sides = { least: 64, most: 8192 }

const rubricsOf = { vie: ['sc', 'pq'], grade: ['grade'], task: ['task'] } as const

function requestOf(flags: JudgeFlags) {
  const side = flags['max-side']
  if (!Number.isInteger(side) || side < sides.least || side > sides.most)
    throw new UserError(
      `${side} pixels are not possible`,
      `Give a whole number from ${sides.least} to ${sides.most}.`,
      { field: '--max-side' },
    )
  return {
    judges: flags.judge ?? [],
    mode: flags.mode,
    rubrics: [...new Set(flags.rubrics)].flatMap((name) => [...rubricsOf[name]]),
    turns: flags.turns,
    language: flags.language,
    maxSide: side,
    bothOrders: flags['both-orders'],
    inconsistent: flags.inconsistent,
    anchors: flags.anchors,
    ...(flags['judges-file'] === undefined ? {} : { judgesFile: flags['judges-file'] }),
    ...(flags.tiebreaker === undefined ? {} : { tieBreaker: flags.tiebreaker }),
    ...(flags.tasks ? { tasks: flags.tasks } : {}),
    ...(flags.models ? { models: flags.models } : {}),
    ...(flags.cases === undefined ? {} : { casesPerTask: flags.cases }),
    ...(flags.budget === undefined ? {} : { budgetUsd: flags.budget }),
  }
}

/** The run that is judged; undefined in a self-test. @throws UserError */
async function judgedRun(workspace: Workspace, flags: JudgeFlags): Promise<Run | undefined> {
  if (flags['self-test']) {
    if (flags.run === undefined) return undefined
    throw new UserError('a self-test judges no run', 'Leave RUN out, or --self-test.')
  }
  const run = await findRun(workspace.store, flags.run ?? 'last')
  if (run.plan.judging)
    throw new UserError(
      `${run.id} holds the answers of judges`,
      `Name the run that was judged: ${run.plan.judging.run ?? '(a self-test)'}`,
    )
  if (run.plan.load)
    throw new UserError(
      `${run.id} is a latency bench, which makes the same picture over and over`,
      'Judge the run of another bench.',
    )
  return run
}

async function writeFileAt(io: Io, name: string, text: string): Promise<void> {
  const file = resolve(io.cwd, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function writeFiles(io: Io, flags: JudgeFlags, run: Run, votes: readonly Vote[]) {
  const { queueOf } = await judging()
  if (flags.queue !== undefined) {
    const queue = queueOf(run, votes, new Date())
    await writeFileAt(io, flags.queue, `${JSON.stringify(queue, null, 1)}\n`)
    io.err(`${queue.pairs.length} pairs for people: ${flags.queue}`)
  }
  if (flags.votes !== undefined)
    await writeFileAt(io, flags.votes, votes.map((vote) => `${JSON.stringify(vote)}\n`).join(''))
}

function printResult(io: Io, flags: JudgeFlags, run: Run, comparison: Comparison | undefined) {
  const checks = run.judgeChecks ?? {}
  if (flags.json) {
    const judged = run.plan.judging?.run
    io.out(
      JSON.stringify({
        run: run.id,
        ...(judged === undefined ? {} : { judged }),
        state: run.state,
        cards: run.plan.judging?.cards,
        checks,
        ...(comparison?.judging ? { judging: comparison.judging } : {}),
      }),
    )
  } else if (comparison) io.out(printJudging(comparison, io))
  else io.out(printChecks(checks, io))
}

async function toCarryOut(
  project: Project,
  workspace: Workspace,
  flags: JudgeFlags,
  progress: ReturnType<typeof createProgress>,
): Promise<Run> {
  const { judgeRunToResume, planJudgeRun } = await judging()
  const judged = await judgedRun(workspace, flags)
  if (!flags.resume)
    return planJudgeRun(project, workspace, judged, requestOf(flags), progress, flags['dry-run'])
  if (flags.judge || flags.tiebreaker !== undefined)
    throw new UserError(
      '--resume goes on with a plan that is made, which other judges would change',
      'Leave them out, or start a new judging.',
    )
  const run = await judgeRunToResume(workspace, judged)
  return flags.budget === undefined
    ? run
    : { ...run, plan: { ...run.plan, budgetUsd: flags.budget } }
}

/** The command `judge`: plan, ask, keep, compare. */
export async function runJudge(io: Io, flags: JudgeFlags): Promise<RunState> {
  return inWorkspace(io, flags, async (project, workspace) => {
    const progress = createProgress(io)
    const { carryOutJudging } = await judging()
    const planned = await toCarryOut(project, workspace, flags, progress)
    progress.end()
    if (flags['dry-run']) {
      io.out(flags.json ? JSON.stringify(planned.plan) : describePlan(planned.plan))
      return 'finished'
    }
    if (flags.resume && flags['judges-file'] !== undefined)
      io.err(
        'The judges are those of the plan, as they were then; --judges-file is not read again.',
      )
    io.err(`Judge run ${planned.id}: ${planned.plan.cellCount} questions`)
    const stop = new StopSwitch()
    const unlisten = stopOnInterrupt(io, stop)
    try {
      const { run, votes } = await carryOutJudging(project, workspace, planned, stop, progress)
      progress.end()
      const { judging: about } = run.plan
      const judged = about?.run === undefined ? undefined : await workspace.store.run(about.run)
      const comparison = judged && (await compareKeptRun(workspace, judged))
      await writeFiles(io, flags, run, votes)
      printResult(io, flags, run, comparison)
      if (run.state !== 'finished')
        io.err(`Kept. Go on with: kontextbench judge ${about?.run ?? '--self-test'} --resume`)
      else if (judged) io.err(`Into the report with: kontextbench report ${judged.id}`)
      return run.state
    } finally {
      unlisten()
    }
  })
}

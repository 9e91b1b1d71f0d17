import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { GateMeasure, GateReport } from '#schema/gate-report.ts'
import type { Run } from '#schema/run.ts'
import { UserError } from '#schema/user-error.ts'
import { findRun, gate, StopSwitch } from '../pipeline.ts'
import type { GateFlags } from './commands/gate.ts'
import { exitCodeOfRun } from './exit-code.ts'
import type { Io } from './io.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'
import { stopOnInterrupt } from './stop-on-interrupt.ts'

const split = (texts: readonly string[] | undefined): string[] =>
  (texts ?? []).flatMap((text) => text.split(',')).filter((text) => text !== '')

function checkNumbers({ alpha, confirm, budget }: GateFlags): void {
  if (!(alpha > 0 && alpha < 1))
    throw new UserError('alpha is no share', 'Give one like 0.01.', { field: '--alpha' })
  if (!Number.isInteger(confirm) || confirm < 0)
    throw new UserError('rounds are counted', 'Give 0, 1, 2, ...', { field: '--confirm' })
  if (budget !== undefined && !(budget > 0))
    throw new UserError('a budget is above 0', 'Give it in USD.', { field: '--budget' })
}

const suspicionText = (suspects: readonly GateMeasure[], { id, plan }: Run): string =>
  [
    `Suspected: ${suspects.map(({ model, measure }) => `${model} ${measure}`).join(', ')}.`,
    `Running again as ${id}: ${plan.cellCount} cells of ${plan.models.map((model) => model.id).join(', ')}, ${plan.price.usd.toFixed(2)} USD${plan.price.unknown > 0 ? ` and ${plan.price.unknown} calls of unknown price` : ''}.`,
  ].join(' ')

async function write(file: string, text: string, isShared = false): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await (isShared ? appendFile(file, text) : writeFile(file, text))
}

/** Exit code: 1 for an alarm or a gap that was required; where running again broke off, the code of how. */
function codeOf(report: GateReport, flags: GateFlags, rerun: Run | undefined): number {
  if (rerun && rerun.state !== 'finished') return exitCodeOfRun(rerun.state)
  if (report.verdict === 'regressed') return 1
  return report.verdict === 'unjudged' && flags.require ? 1 : 0
}

/** The command `gate`. */
export async function runGate(io: Io, flags: GateFlags): Promise<number> {
  checkNumbers(flags)
  return inWorkspace(io, flags, async (project, workspace) => {
    const { gateRun, renderGate, gateJunit, gateSummary } = await gate()
    const progress = createProgress(io)
    const stop = new StopSwitch()
    const unlisten = stopOnInterrupt(io, stop)
    try {
      const report = await gateRun(
        {
          project,
          workspace,
          progress,
          stop,
          onSuspicion: (suspects, run) => io.err(suspicionText(suspects, run)),
        },
        {
          run: await findRun(workspace.store, flags.run),
          baseline: flags.baseline,
          branch: flags.branch,
          models: split(flags.model),
          measures: split(flags.measure),
          limits: split(flags['max-regression']),
          alpha: flags.alpha,
          rounds: flags.confirm,
          budgetUsd: flags.budget,
          anyMachine: flags['any-machine'],
          require: flags.require,
        },
      )
      progress.end()
      if (flags.junit !== undefined)
        await write(resolve(io.cwd, flags.junit), gateJunit(report, flags.require))
      if (flags.summary !== undefined) {
        const isShared = flags.summary === io.env['GITHUB_STEP_SUMMARY']
        await write(resolve(io.cwd, flags.summary), gateSummary(report), isShared)
      }
      io.out(flags.json ? JSON.stringify(report) : renderGate(report))
      const rerun = report.confirmation?.run
      return codeOf(report, flags, rerun ? await workspace.store.run(rerun) : undefined)
    } finally {
      unlisten()
    }
  })
}

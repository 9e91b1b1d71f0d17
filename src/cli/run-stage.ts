import { join, resolve } from 'node:path'
import { compareKeptRun, findRun, reportKeptRun, scoreKeptRun } from '../pipeline.ts'
import type { StageFlags } from './commands/stages.ts'
import type { Io } from './io.ts'
import { printComparison } from './print-comparison.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'

/** Enters the pipeline at one stage of a kept run and goes on from there. */
export async function runStage(
  io: Io,
  from: 'score' | 'compare' | 'report',
  flags: StageFlags,
): Promise<void> {
  await inWorkspace(io, flags, async (project, workspace) => {
    const found = await findRun(workspace.store, flags.run)
    const progress = createProgress(io)
    const run =
      from === 'score' ? await scoreKeptRun(workspace, found, progress, flags.metrics) : found
    const comparison = await compareKeptRun(workspace, run)
    const out = flags.out === undefined ? undefined : resolve(io.cwd, flags.out)
    const folder =
      from === 'compare'
        ? undefined
        : await reportKeptRun(project, workspace, run, comparison, progress, out)
    progress.end()
    if (flags.json) io.out(JSON.stringify({ run: run.id, report: folder, comparison }))
    else await printComparison(io, comparison)
    if (folder !== undefined) io.err(`Report: ${join(folder, 'index.html')}`)
  })
}

import { join } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { compareKeptRun, outputs, reportKeptRun, scoreKeptRun } from '../pipeline.ts'
import type { ImportOutputsFlags } from './commands/import-outputs.ts'
import type { Io } from './io.ts'
import { printComparison } from './print-comparison.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'

function pairsOf({ model, folders }: ImportOutputsFlags): Map<string, string> {
  const pairs = new Map(model.map((id, index) => [id, folders[index] ?? '']))
  if (model.length === folders.length && pairs.size === model.length) return pairs
  throw new UserError(
    `${model.length} models and ${folders.length} folders were named`,
    'Give each folder one --model of its own, in the same order.',
  )
}

/** The command `import-outputs` from files to report. Exit 0; 1 where a file was refused. */
export async function runImportOutputs(io: Io, flags: ImportOutputsFlags): Promise<number> {
  const folders = pairsOf(flags)
  return inWorkspace(io, flags, async (project, workspace) => {
    const progress = createProgress(io)
    const request = {
      dataSet: flags.dataset,
      folders,
      ...(flags.name === undefined ? {} : { name: flags.name }),
    }
    const { importOutputs } = await outputs()
    const { run, found, planned, refused } = await importOutputs(
      project,
      workspace,
      request,
      (done, total) => progress.stage('data', done, total),
    )
    await scoreKeptRun(workspace, run, progress)
    const comparison = await compareKeptRun(workspace, run)
    const report = flags.report
      ? await reportKeptRun(project, workspace, run, comparison, progress)
      : undefined
    progress.end()
    io.err(`Run ${run.id}: ${found} of ${planned} pictures found, ${refused.length} refused`)
    for (const { file, reason } of refused) io.err(`  ${file}: ${reason}`)
    if (flags.json)
      io.out(JSON.stringify({ run: run.id, found, planned, refused, report, comparison }))
    else await printComparison(io, comparison)
    if (report !== undefined) io.err(`Report: ${join(report, 'index.html')}`)
    return refused.length > 0 ? 1 : 0
  })
}

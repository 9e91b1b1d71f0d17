import { UserError } from '#schema/user-error.ts'
import { findRun, runPairs } from '../pipeline.ts'
import type { CompareFlags } from './commands/compare.ts'
import type { Io } from './io.ts'
import { inWorkspace } from './session.ts'

/** The command `compare RUN RUN`. */
export async function runCompareRuns(
  io: Io,
  flags: CompareFlags & { other: string },
): Promise<void> {
  const { level } = flags
  if (!(level > 0 && level < 1))
    throw new UserError('the level is no share', 'Give one like 0.95.', { field: '--level' })
  const models = (flags.model ?? []).flatMap((names) => names.split(','))
  await inWorkspace(io, flags, async (_project, workspace) => {
    const { compareKeptRuns, renderRuns } = await runPairs()
    const runs = [
      await findRun(workspace.store, flags.run),
      await findRun(workspace.store, flags.other),
    ] as const
    const compared = await compareKeptRuns(workspace, runs, { models, level })
    io.out(flags.json ? JSON.stringify(compared) : renderRuns(compared, io.width))
  })
}

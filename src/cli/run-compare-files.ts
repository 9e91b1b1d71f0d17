import { UserError } from '#schema/user-error.ts'
import { measurementFiles } from '../pipeline.ts'
import type { CompareFilesFlags } from './commands/compare-files.ts'
import type { Io } from './io.ts'

/** The command `compare-files`. */
export async function runCompareFiles(io: Io, flags: CompareFilesFlags): Promise<void> {
  const { level } = flags
  if (!(level > 0 && level < 1))
    throw new UserError('the level is no share', 'Give one like 0.95.', { field: '--level' })
  const by = (flags.by ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '')
  const { compareFiles, renderSamples } = await measurementFiles()
  const compared = await compareFiles({
    cwd: io.cwd,
    files: [flags.a, flags.b],
    measure: flags.measure,
    by,
    level,
  })
  if (flags.json) io.out(JSON.stringify(compared))
  else io.out(`A ${flags.a}\nB ${flags.b}\n${renderSamples(compared, io.width)}`)
}

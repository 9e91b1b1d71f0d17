import { UserError } from '#schema/user-error.ts'
import { pictureFiles } from '../pipeline.ts'
import type { ScoreFlags } from './commands/score.ts'
import type { Io } from './io.ts'
import { listed } from './listed.ts'
import { runStage } from './run-stage.ts'

const ofFiles = ['source', 'mask', 'reference', 'text', 'instruction', 'align'] as const

/** Leaves out what the user did not give. */
const given = <T extends object>(flags: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as never

/** The command `score`. */
export async function runScore(io: Io, flags: ScoreFlags): Promise<void> {
  const metrics = listed(flags.metrics)
  if (flags.output === undefined) {
    const stray = ofFiles.find((name) => flags[name] !== undefined)
    if (stray !== undefined) {
      throw new UserError(
        `--${stray} goes with --output`,
        'Name the picture to score with --output, or leave it out to score a run.',
      )
    }
    const { run, out, json, workspace } = flags
    return runStage(io, 'score', { run, out, json, workspace, ...(metrics ? { metrics } : {}) })
  }
  const { output, source, mask, reference, text, instruction, align } = flags
  const { scoreFiles, renderScores } = await pictureFiles()
  const scores = await scoreFiles({
    cwd: io.cwd,
    output,
    ...given({ source, mask, reference, text, instruction, align, metrics }),
  })
  io.out(flags.json ? JSON.stringify({ scores }) : renderScores(scores))
}

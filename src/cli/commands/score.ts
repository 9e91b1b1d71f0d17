import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'
import { stageBuilder, type StageFlags } from './stages.ts'

export interface ScoreFlags extends Omit<StageFlags, 'metrics'> {
  source: string | undefined
  output: string | undefined
  mask: string | undefined
  reference: string | undefined
  text: string | undefined
  instruction: string | undefined
  align: 'none' | 'auto' | undefined
  metrics: string | undefined
}

/** `score RUN`: what is missing or changed, then compare and report. `score --output FILE`: any pair of pictures. */
export const scoreCommand: Command = ({ io, finish }): CommandModule<object, ScoreFlags> => ({
  command: 'score [run]',
  describe: 'score a kept run again where something is missing or changed, or any pair of pictures',
  builder: (yargs) =>
    stageBuilder(yargs)
      .option('source', { type: 'string', describe: 'picture that was edited' })
      .option('output', { type: 'string', describe: 'picture to score; scores files, not a run' })
      .option('mask', { type: 'string', describe: 'one-channel picture, white = may change' })
      .option('reference', { type: 'string', describe: 'right answer, or picture to be like' })
      .option('text', { type: 'string', describe: 'text that must be readable' })
      .option('instruction', { type: 'string', describe: 'what was asked for' })
      .option('align', {
        choices: ['none', 'auto'] as const,
        describe: "registration before comparing; default: each metric's own rule",
      })
      .option('metrics', {
        type: 'string',
        describe: 'ids, comma-separated; of a run: more than its own',
      })
      .example('$0 score last', '')
      .example('$0 score --source a.png --output b.png --metrics psnr,ssim --json', '') as never,
  handler: async (flags) => {
    const { runScore } = await import('../run-score.ts')
    await runScore(io, flags)
    finish(0)
  },
})

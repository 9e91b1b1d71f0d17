import type { Argv, CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface StageFlags {
  run: string
  out: string | undefined
  json: boolean
  workspace: string | undefined
}

const stageBuilder = (yargs: Argv): Argv =>
  yargs
    .positional('run', {
      type: 'string',
      default: 'last',
      describe: 'id, unique prefix, name, last or bench@last',
    })
    .option('out', { type: 'string', describe: 'folder for the report' })
    .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
    .option('workspace', { type: 'string', describe: 'folder of the workspace' })

const stage =
  (name: 'score' | 'report', describe: string): Command =>
  ({ io, finish }): CommandModule<object, StageFlags> => ({
    command: `${name} [run]`,
    describe,
    builder: (yargs) => stageBuilder(yargs).example(`$0 ${name} last`, '') as never,
    handler: async (flags) => {
      const { runStage } = await import('../run-stage.ts')
      await runStage(io, name, flags)
      finish(0)
    },
  })

/** One stage again, on a kept run; no image is paid for again. */
export const scoreCommand = stage('score', 'score a kept run again, then compare and report it')
export const reportCommand = stage('report', 'write the report of a kept run again')

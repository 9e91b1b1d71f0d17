import type { Argv, CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface StageFlags {
  run: string
  /** Of `score`: more metrics than the run's own. */
  metrics?: string[]
  out: string | undefined
  json: boolean
  workspace: string | undefined
}

/** What `score`, `compare` and `report` of a run have in common. */
export const stageBuilder = (yargs: Argv): Argv =>
  yargs
    .positional('run', {
      type: 'string',
      default: 'last',
      describe: 'id, unique prefix, name, last or bench@last',
    })
    .option('out', { type: 'string', describe: 'folder for the report' })
    .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
    .option('workspace', { type: 'string', describe: 'folder of the workspace' })

/** One stage again, on a kept run; no image is paid for again. */
export const reportCommand: Command = ({ io, finish }): CommandModule<object, StageFlags> => ({
  command: 'report [run]',
  describe: 'write the report of a kept run again',
  builder: (yargs) => stageBuilder(yargs).example('$0 report last', '') as never,
  handler: async (flags) => {
    const { runStage } = await import('../run-stage.ts')
    await runStage(io, 'report', flags)
    finish(0)
  },
})

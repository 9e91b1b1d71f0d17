import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface CompareFlags {
  run: string
  other: string | undefined
  model: string[] | undefined
  level: number
  json: boolean
  workspace: string | undefined
}

/** `compare`: the table of one kept run again, or two runs side by side. */
export const compareCommand: Command = ({ io, finish }): CommandModule<object, CompareFlags> => ({
  command: 'compare [run] [other]',
  describe: 'compare a kept run again and print the table; or two runs, the earlier first',
  builder: (yargs) =>
    yargs
      .positional('run', {
        type: 'string',
        default: 'last',
        describe: 'id, unique prefix, name, last or bench@last',
      })
      .positional('other', { type: 'string', describe: 'a later run to hold against it' })
      .option('model', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'of two runs only this model; NEW=OLD where the earlier names it otherwise',
      })
      .option('level', { type: 'number', default: 0.95, describe: 'confidence level of two runs' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 compare last', '')
      .example('$0 compare before-release last', 'two runs side by side') as never,
  handler: async (flags) => {
    if (flags.other === undefined) {
      const { runStage } = await import('../run-stage.ts')
      await runStage(io, 'compare', { ...flags, out: undefined })
    } else {
      const { runCompareRuns } = await import('../run-compare-runs.ts')
      await runCompareRuns(io, { ...flags, other: flags.other })
    }
    finish(0)
  },
})

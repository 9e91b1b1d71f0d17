import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface ModelsFlags {
  action: 'list' | 'kinds'
  'models-file': string | undefined
  json: boolean
}

/** `models`: what can be named in a bench. */
export const modelsCommand: Command = ({ io, finish }): CommandModule<object, ModelsFlags> => ({
  command: 'models <action>',
  describe: 'list the known models, or the kinds of engine',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['list', 'kinds'] as const, demandOption: true })
      .option('models-file', { type: 'string', describe: 'JSON file with more models' })
      .option('json', { type: 'boolean', default: false })
      .example('$0 models list', '') as never,
  handler: async (flags) => {
    const { showModels } = await import('../show-models.ts')
    await showModels(io, flags)
    finish(0)
  },
})

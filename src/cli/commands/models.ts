import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface ModelsFlags {
  action: 'list' | 'kinds' | 'check'
  ids: string[] | undefined
  'models-file': string | undefined
  provider: string | undefined
  task: 'edit' | 'generate' | undefined
  call: boolean
  timeout: number
  json: boolean
}

/** `models`: what can be named in a bench, and whether it can be called. Exit 1 when a check fails. */
export const modelsCommand: Command = ({ io, finish }): CommandModule<object, ModelsFlags> => ({
  command: 'models <action> [ids..]',
  describe: 'list the known models, the kinds of engine, or check that models can be called',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['list', 'kinds', 'check'] as const, demandOption: true })
      .positional('ids', {
        type: 'string',
        array: true,
        describe: 'check: these models; without any, all whose key is set',
      })
      .option('models-file', { type: 'string', describe: 'JSON file with more models' })
      .option('provider', { type: 'string', describe: 'only models of this provider or kind' })
      .option('task', {
        choices: ['edit', 'generate'] as const,
        describe: 'only models that can do this',
      })
      .option('call', {
        type: 'boolean',
        default: false,
        describe: 'check: allow one call of each model, at its price',
      })
      .option('timeout', { type: 'number', default: 120, describe: 'check: seconds' })
      .option('json', { type: 'boolean', default: false })
      .example('$0 models list --provider bfl --task edit', '')
      .example('$0 models check flux-kontext-pro@bfl', 'is the key taken? costs nothing') as never,
  handler: async (flags) => {
    const { showModels } = await import('../show-models.ts')
    finish(await showModels(io, flags))
  },
})

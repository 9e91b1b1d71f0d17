import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface DataSetsFlags {
  action: 'list' | 'build' | 'import' | 'check'
  target: string | undefined
  id: string | undefined
  format: string | undefined
  'task-map': string | undefined
  source: string | undefined
  revision: string | undefined
  licence: string | undefined
  include: string[] | undefined
  'max-gb': number | undefined
  strict: boolean
  json: boolean
  workspace: string | undefined
}

/** `datasets`: with what models are asked. */
export const dataSetsCommand: Command = ({ io, finish }): CommandModule<object, DataSetsFlags> => ({
  command: 'datasets <action> [target]',
  describe: 'list, build, import or check data sets',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'build', 'import', 'check'] as const,
        demandOption: true,
      })
      .positional('target', {
        type: 'string',
        describe:
          'id of a data set; for import a folder or archive in a known layout, or hf:owner/name',
      })
      .option('id', { type: 'string', describe: 'id of the imported data set' })
      .option('format', { type: 'string', describe: 'layout of the folder; else recognised' })
      .option('task-map', {
        type: 'string',
        describe: 'JSON file {"their category": ["our-task", ...]}',
      })
      .option('source', { type: 'string', describe: 'where the imported data came from' })
      .option('revision', { type: 'string', describe: 'its version, as its publisher names it' })
      .option('licence', { type: 'string', describe: 'its licence' })
      .option('include', {
        type: 'string',
        array: true,
        describe: 'of a hub data set only these paths (globs)',
      })
      .option('max-gb', { type: 'number', describe: 'most to fetch from the hub; default 20' })
      .option('strict', {
        type: 'boolean',
        default: false,
        describe: 'keep nothing when one row is wrong',
      })
      .option('json', { type: 'boolean', default: false })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 datasets build kontextbench-mini', '')
      .example('$0 datasets import ./kontext-bench --id kontext-bench', '')
      .example('$0 datasets import hf:black-forest-labs/kontext-bench', '') as never,
  handler: async (flags) => {
    const { manageDataSets } = await import('../manage-data-sets.ts')
    finish(await manageDataSets(io, flags))
  },
})

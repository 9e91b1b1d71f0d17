import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface BaselineFlags {
  action: 'set' | 'list' | 'export' | 'remove'
  name: string | undefined
  target: string | undefined
  branch: string | undefined
  json: boolean
  workspace: string | undefined
}

/** `baseline`: runs that later ones are held against. */
export const baselineCommand: Command = ({ io, finish }): CommandModule<object, BaselineFlags> => ({
  command: 'baseline <action> [name] [target]',
  describe: 'set, list, export or remove baselines for `gate`',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['set', 'list', 'export', 'remove'] as const,
        demandOption: true,
      })
      .positional('name', { type: 'string', describe: 'name of the baseline' })
      .positional('target', {
        type: 'string',
        describe: 'set: a run (usually the last one); export: a file, for your repository',
      })
      .option('branch', { type: 'string', describe: 'branch it belongs to' })
      .option('json', { type: 'boolean', default: false })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 baseline set nightly last --branch main', '')
      .example(
        '$0 baseline export nightly bench/baseline.json',
        'to carry in a repository',
      ) as never,
  handler: async (flags) => {
    const { manageBaselines } = await import('../manage-baselines.ts')
    await manageBaselines(io, flags)
    finish(0)
  },
})

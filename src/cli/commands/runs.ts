import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface RunsFlags {
  action: 'list' | 'show' | 'name' | 'remove' | 'gc'
  run: string | undefined
  name: string | undefined
  json: boolean
  workspace: string | undefined
}

/** `runs`: what the workspace keeps. */
export const runsCommand: Command = ({ io, finish }): CommandModule<object, RunsFlags> => ({
  command: 'runs <action> [run] [name]',
  describe: 'list, show, name or remove kept runs; gc removes pictures no run needs',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'show', 'name', 'remove', 'gc'] as const,
        demandOption: true,
      })
      .positional('run', {
        type: 'string',
        describe: 'id, unique prefix, name, last or bench@last',
      })
      .positional('name', { type: 'string', describe: 'the new name, for `runs name`' })
      .option('json', { type: 'boolean', default: false })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 runs list', '')
      .example('$0 runs name last before-release', '') as never,
  handler: async (flags) => {
    const { manageRuns } = await import('../manage-runs.ts')
    await manageRuns(io, flags)
    finish(0)
  },
})

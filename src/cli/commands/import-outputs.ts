import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface ImportOutputsFlags {
  folders: string[]
  dataset: string
  model: string[]
  name: string | undefined
  report: boolean
  json: boolean
  workspace: string | undefined
}

/** `import-outputs`: pictures made elsewhere become a run, without calling any model. */
export const importOutputsCommand: Command = ({
  io,
  finish,
}): CommandModule<object, ImportOutputsFlags> => ({
  command: 'import-outputs <folders..>',
  describe: 'score and report pictures that were made elsewhere',
  builder: (yargs) =>
    yargs
      .positional('folders', {
        type: 'string',
        array: true,
        describe: 'a folder of outputs a model',
      })
      .option('dataset', { type: 'string', demandOption: true, describe: 'what they answer to' })
      .option('model', {
        type: 'string',
        array: true,
        demandOption: true,
        nargs: 1,
        describe: 'whose they are; one for each folder, in order',
      })
      .option('name', { type: 'string', describe: 'a name for this run' })
      .option('report', {
        type: 'boolean',
        default: true,
        describe: 'write the report (--no-report)',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 import-outputs --dataset gedit --model step1x ./results/step1x', '')
      .example(
        '$0 import-outputs --dataset gedit --model a --model b ./a ./b',
        'two side by side',
      ) as never,
  handler: async (flags) => {
    const { runImportOutputs } = await import('../run-import-outputs.ts')
    finish(await runImportOutputs(io, flags))
  },
})

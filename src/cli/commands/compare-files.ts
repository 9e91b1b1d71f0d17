import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface CompareFilesFlags {
  a: string
  b: string
  measure: string
  by: string[] | undefined
  level: number
  json: boolean
}

/** `compare-files`: two files of measurements, from anywhere. */
export const compareFilesCommand: Command = ({
  io,
  finish,
}): CommandModule<object, CompareFilesFlags> => ({
  command: 'compare-files <a> <b>',
  describe: 'compare two files of measurements (CSV or JSONL)',
  builder: (yargs) =>
    yargs
      .positional('a', { type: 'string', describe: 'the file compared with' })
      .positional('b', { type: 'string', describe: 'the file that is compared' })
      .option('measure', { type: 'string', demandOption: true, describe: 'column of the numbers' })
      .option('by', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'pair rows by this column; several: --by case,repeat',
      })
      .option('level', { type: 'number', default: 0.95, describe: 'confidence level' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .example('$0 compare-files old.csv new.csv --measure latency_ms --by case', '') as never,
  handler: async (flags) => {
    const { runCompareFiles } = await import('../run-compare-files.ts')
    await runCompareFiles(io, flags)
    finish(0)
  },
})

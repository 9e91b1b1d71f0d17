import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface AgreementFlags {
  file: string
  unit: string | undefined
  rater: string | undefined
  value: string | undefined
  level: 'nominal' | 'ordinal' | 'interval' | 'ratio'
  seed: number
  from: 'ours' | 'lmarena' | 'label-studio' | 'crowd' | undefined
  key: string | undefined
  json: boolean
}

/** `agreement`: how far raters, voters and judges agree. */
export const agreementCommand: Command = ({
  io,
  finish,
}): CommandModule<object, AgreementFlags> => ({
  command: 'agreement <file>',
  describe: 'how far raters agree: a file of votes, or any table of ratings (CSV, JSONL)',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'votes, or ratings' })
      .option('unit', { type: 'string', describe: 'column of what was rated; else "unit"' })
      .option('rater', { type: 'string', describe: 'column of who rated; else "rater"' })
      .option('value', { type: 'string', describe: 'column of the rating; else "value"' })
      .option('level', {
        choices: ['nominal', 'ordinal', 'interval', 'ratio'] as const,
        default: 'nominal' as const,
        describe: 'what differences of values mean',
      })
      .option('seed', { type: 'number', default: 1, describe: 'of the bootstrap' })
      .option('from', {
        choices: ['ours', 'lmarena', 'label-studio', 'crowd'] as const,
        describe: 'format of a file of votes; else recognised',
      })
      .option('key', { type: 'string', describe: 'key file of a crowd table' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .example('$0 agreement votes.jsonl', '')
      .example(
        '$0 agreement ratings.csv --unit image --rater annotator --value stars --level ordinal',
        '',
      ) as never,
  handler: async (flags) => {
    const { runAgreement } = await import('../run-agreement.ts')
    await runAgreement(io, flags)
    finish(0)
  },
})

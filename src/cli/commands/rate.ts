import type { Argv, CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface RateFlags {
  file: string
  ties: 'half' | 'davidson' | 'rao-kupper'
  'both-bad': 'tie' | 'drop'
  'order-effect': boolean
  prior: number
  interval: 'sandwich' | 'bootstrap' | 'cluster:case' | 'cluster:voter'
  draws: number
  by: 'task' | 'question' | 'tag' | undefined
  scale: number
  center: number
  seed: number
  'pool-judges': boolean
  from: 'ours' | 'lmarena' | 'label-studio' | 'crowd' | undefined
  key: string | undefined
  json: boolean
}

/** How votes become ratings. */
const methodOptions = (yargs: Argv): Argv =>
  yargs
    .option('ties', {
      choices: ['half', 'davidson', 'rao-kupper'] as const,
      default: 'half' as const,
      describe: 'how ties count',
    })
    .option('both-bad', {
      choices: ['tie', 'drop'] as const,
      default: 'tie' as const,
      describe: 'both-bad votes in ratings; their share is always told',
    })
    .option('order-effect', {
      type: 'boolean',
      default: false,
      describe: 'estimate how much the left side is favoured',
    })
    .option('prior', {
      type: 'number',
      default: 0,
      describe: 'strength L of a prior, L times the sum of squared theta',
    })
    .option('interval', {
      choices: ['sandwich', 'bootstrap', 'cluster:case', 'cluster:voter'] as const,
      default: 'sandwich' as const,
      describe:
        'how intervals are made; cluster: votes on one case, or of one voter, belong together',
    })
    .option('draws', { type: 'number', default: 1000, describe: 'of the bootstrap' })
    .option('by', {
      choices: ['task', 'question', 'tag'] as const,
      describe: 'rate each apart, and their unweighted mean',
    })
    .option('scale', { type: 'number', default: 400, describe: 'points a factor of ten' })
    .option('center', { type: 'number', default: 1000, describe: 'rating of the average model' })
    .option('seed', { type: 'number', default: 1, describe: 'of the bootstrap' })
    .option('pool-judges', {
      type: 'boolean',
      default: false,
      describe: 'rate votes of judges and of people together',
    })

/** `rate`: ratings from any file of votes. */
export const rateCommand: Command = ({ io, finish }): CommandModule<object, RateFlags> => ({
  command: 'rate <file>',
  describe: 'rate models from a file of votes (CSV, JSONL), with intervals',
  builder: (yargs) =>
    methodOptions(yargs)
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe:
          'rows with left, right, choice (left|right|tie|both-bad|skip); or LMArena battles',
      })
      .option('from', {
        choices: ['ours', 'lmarena', 'label-studio', 'crowd'] as const,
        describe: 'format of the file; else recognised',
      })
      .option('key', { type: 'string', describe: 'key file of a crowd table' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .example('$0 rate votes.jsonl', '')
      .example('$0 rate votes.csv --ties davidson --order-effect --interval cluster:voter', '')
      .example('$0 rate votes.csv --by task --json', '') as never,
  handler: async (flags) => {
    const { runRate } = await import('../run-rate.ts')
    await runRate(io, flags)
    finish(0)
  },
})

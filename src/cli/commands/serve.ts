import type { Argv, CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface ServeFlags {
  run: string[] | undefined
  port: number
  host: string
  url: string | undefined
  open: boolean
  share: boolean
  links: number
  days: number
  questions: string[] | undefined
  models: string[] | undefined
  gold: number
  repeats: number
  same: number
  reveal: boolean
  'models-file': string | undefined
  timeout: number
  budget: number
  workspace: string | undefined
}

const votingOptions = (yargs: Argv): Argv =>
  yargs
    .option('questions', {
      type: 'string',
      array: true,
      describe: 'ids of questions or tasks that are put to voters; else all of the runs',
    })
    .option('models', {
      type: 'string',
      array: true,
      describe: 'models that compete; else all but the controls',
    })
    .option('gold', {
      type: 'number',
      default: 0.05,
      describe: 'share of pairs whose answer is known, from controls',
    })
    .option('repeats', {
      type: 'number',
      default: 0.05,
      describe: 'share of pairs asked again, sides exchanged',
    })
    .option('same', {
      type: 'number',
      default: 0.03,
      describe: 'share of pairs with one output on both sides',
    })
    .option('reveal', {
      type: 'boolean',
      default: false,
      describe: 'name the models after each vote; then nothing is repeated or taken back',
    })

const addressOptions = (yargs: Argv): Argv =>
  yargs
    .option('port', { type: 'number', default: 8420, describe: '0 takes any free one' })
    .option('host', { type: 'string', default: '127.0.0.1', describe: 'address to listen on' })
    .option('open', { type: 'boolean', default: false, describe: 'open the browser' })
    .option('share', {
      type: 'boolean',
      default: false,
      describe: 'let in invited people only, and print their links',
    })
    .option('links', {
      type: 'number',
      default: 0,
      describe: 'personal links to print, each for one voter; else one link for all',
    })
    .option('days', { type: 'number', default: 14, describe: 'that links are valid' })
    .option('url', {
      type: 'string',
      describe: 'public address, where a proxy or tunnel stands in front',
    })

/** `serve`: pages to vote blind, follow results, look at runs, and try models. */
export const serveCommand: Command = ({ io, finish }): CommandModule<object, ServeFlags> => ({
  command: 'serve [run..]',
  describe: 'serve pages to vote blind, follow results, look at kept runs, and try models',
  builder: (yargs) =>
    votingOptions(addressOptions(yargs))
      .positional('run', {
        type: 'string',
        array: true,
        describe: 'runs to vote on: id, unique prefix, name, last, bench@last (default last)',
      })
      .option('models-file', { type: 'string', describe: 'JSON file with more models to try' })
      .option('timeout', { type: 'number', default: 300, describe: 'seconds a call may take' })
      .option('budget', {
        type: 'number',
        default: 0,
        describe: 'USD that the Playground may spend; 0 makes no paid call',
      })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 serve', 'vote on the last run at http://127.0.0.1:8420/vote')
      .example('$0 serve last --share --host 0.0.0.0 --links 20', 'twenty personal links')
      .example(
        '$0 serve mini@last --share --url https://vote.example.org',
        'one link for all, through a proxy or tunnel that speaks https',
      )
      .example(
        '$0 serve --questions realism aesthetics --reveal',
        'two questions, models named after',
      )
      .example('$0 serve --budget 2', 'let the Playground spend 2 USD on paid models') as never,
  handler: async (flags) => {
    const { runServe } = await import('../run-serve.ts')
    finish(await runServe(io, flags))
  },
})

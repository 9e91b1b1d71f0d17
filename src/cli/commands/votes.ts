import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface VotesFlags {
  action: 'convert'
  in: string
  out: string
  from: 'ours' | 'lmarena' | 'label-studio' | 'crowd' | undefined
  to: 'ours' | 'lmarena' | 'label-studio' | 'crowd'
  images: string | undefined
  key: string | undefined
  json: boolean
}

const formats = ['ours', 'lmarena', 'label-studio', 'crowd'] as const

/** `votes`: files of votes from and to other tools. */
export const votesCommand: Command = ({ io, finish }): CommandModule<object, VotesFlags> => ({
  command: 'votes <action> <in> <out>',
  describe: 'convert votes: ours, LMArena battles, Label Studio, a crowd platform',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['convert'] as const, demandOption: true })
      .positional('in', { type: 'string', demandOption: true, describe: 'file to read' })
      .positional('out', { type: 'string', demandOption: true, describe: 'file to write' })
      .option('from', { choices: formats, describe: 'format read; else recognised' })
      .option('to', { choices: formats, demandOption: true, describe: 'format written' })
      .option('images', {
        type: 'string',
        describe: 'addresses of pictures, with {item} {side} {case} {task}',
      })
      .option('key', { type: 'string', describe: 'key file of the crowd table that is read' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .example('$0 votes convert battles.json votes.jsonl --to ours', '')
      .example(
        '$0 votes convert asks.jsonl crowd.csv --to crowd --images https://example.org/{item}-{side}.png',
        'rows without a choice are open questions',
      )
      .example(
        '$0 votes convert answered.csv votes.jsonl --from crowd --key crowd.csv.key.json --to ours',
        '',
      ) as never,
  handler: async (flags) => {
    const { runVotes } = await import('../run-votes.ts')
    await runVotes(io, flags)
    finish(0)
  },
})

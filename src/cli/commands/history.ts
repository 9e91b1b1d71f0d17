import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface HistoryFlags {
  measure: string
  model: string[] | undefined
  bench: string | undefined
  file: string | undefined
  direction: 'lower' | 'higher'
  alpha: number
  'min-change': string
  level: number
  html: string | undefined
  json: boolean
  workspace: string | undefined
}

/** `history`: a measure over runs, and where its level changed. */
export const historyCommand: Command = ({ io, finish }): CommandModule<object, HistoryFlags> => ({
  command: 'history',
  describe: 'a measure over runs, or any series, with the points near which its level changed',
  builder: (yargs) =>
    yargs
      .option('measure', {
        type: 'string',
        default: 'latency.p50',
        describe: 'latency.p50, latency.p95, cost, coverage, score.METRIC, ...',
      })
      .option('model', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'only this model; may be repeated',
      })
      .option('bench', { type: 'string', describe: 'only runs of this bench' })
      .option('file', {
        type: 'string',
        describe: 'a series from elsewhere: CSV or JSONL with time,value[,series]',
      })
      .option('direction', {
        choices: ['lower', 'higher'] as const,
        default: 'lower',
        describe: 'with --file: which way is better',
      })
      .option('alpha', {
        type: 'number',
        default: 0.01,
        describe: 'chance that a series of pure noise shows a change',
      })
      .option('min-change', {
        type: 'string',
        default: '0%',
        describe: 'leave out smaller changes of the level',
      })
      .option('level', { type: 'number', default: 0.95, describe: 'confidence level' })
      .option('html', { type: 'string', describe: 'file for a page with the series drawn' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 history --measure latency.p50 --model mine --html history.html', '')
      .example('$0 history --file series.csv --json', 'any series, from anywhere') as never,
  handler: async (flags) => {
    const { runHistory } = await import('../run-history.ts')
    await runHistory(io, flags)
    finish(0)
  },
})

import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface GateFlags {
  run: string
  baseline: string
  branch: string | undefined
  model: string[] | undefined
  measure: string[] | undefined
  'max-regression': string[] | undefined
  alpha: number
  confirm: number
  budget: number | undefined
  'any-machine': boolean
  require: boolean
  junit: string | undefined
  summary: string | undefined
  json: boolean
  workspace: string | undefined
}

const listOf = (describe: string) => ({ type: 'string', array: true, nargs: 1, describe }) as const

/** `gate`: holds a run against a baseline. Exit 1 where something regressed, and again when run again. */
export const gateCommand: Command = ({ io, finish }): CommandModule<object, GateFlags> => ({
  command: 'gate [run]',
  describe: 'hold a run against a baseline; exit 1 on a confirmed regression',
  builder: (yargs) =>
    yargs
      .positional('run', {
        type: 'string',
        default: 'last',
        describe: 'id, unique prefix, name, last or bench@last',
      })
      .option('baseline', {
        type: 'string',
        demandOption: true,
        describe: 'a kept baseline by name or branch, a baseline file, or a run',
      })
      .option('branch', { type: 'string', describe: 'the baseline of this branch, if it has one' })
      .option('model', listOf('only this model; NEW=OLD where the baseline names it otherwise'))
      .option(
        'measure',
        listOf('latency.p50,latency.p95,coverage,accepted.*,score.*,cost (the usual ones)'),
      )
      .option(
        'max-regression',
        listOf('worse by more than this is too much: 5% (usual), score.*=0.02'),
      )
      .option('alpha', {
        type: 'number',
        default: 0.01,
        describe: 'chance of a false alarm a gate',
      })
      .option('confirm', {
        type: 'number',
        default: 1,
        describe: 'rounds in which suspects are run again, interleaved; 0 = alarm at once',
      })
      .option('budget', { type: 'number', describe: 'USD that running again must not pass' })
      .option('any-machine', {
        type: 'boolean',
        default: false,
        describe: 'judge times of different machines too',
      })
      .option('require', {
        type: 'boolean',
        default: false,
        describe: 'exit 1 when something could not be judged',
      })
      .option('junit', { type: 'string', describe: 'file for JUnit XML' })
      .option('summary', { type: 'string', describe: 'file for Markdown (GITHUB_STEP_SUMMARY)' })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 gate last --baseline main --max-regression 5%', '')
      .example('$0 gate --baseline baseline.json --measure latency.p50 --junit gate.xml', '')
      .example('$0 gate --baseline nightly --model mine@v2=mine@v1', 'a renamed model') as never,
  handler: async (flags) => {
    const { runGate } = await import('../run-gate.ts')
    finish(await runGate(io, flags))
  },
})

import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'
import type { RunBenchFlags } from '../run-bench.ts'
import { exitCodeOfRun } from '../exit-code.ts'

/** `run`: plan, run, score, compare, report. */
export const runCommand: Command = ({ io, finish }): CommandModule<object, RunBenchFlags> => ({
  command: 'run [bench]',
  describe: 'plan, run, score, compare and report a bench',
  builder: (yargs) =>
    yargs
      .positional('bench', {
        type: 'string',
        default: 'quick',
        describe: 'name or file of a bench',
      })
      .option('models', {
        type: 'string',
        array: true,
        describe: "these models instead of the bench's",
      })
      .option('datasets', {
        type: 'string',
        array: true,
        describe: "these data sets, whole, instead of the bench's",
      })
      .option('tasks', { type: 'string', array: true, describe: 'only these tasks' })
      .option('cases', { type: 'number', describe: 'at most this many cases a task' })
      .option('repeats', { type: 'number', describe: 'how often each cell is asked' })
      .option('budget', { type: 'number', describe: 'USD that the run must not pass' })
      .option('models-file', { type: 'string', describe: 'JSON file with more models' })
      .option('name', { type: 'string', describe: 'a name for this run' })
      .option('resume', { type: 'string', describe: 'go on with this run (or the last one)' })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'plan and price, call nothing',
      })
      .option('report', {
        type: 'boolean',
        default: true,
        describe: 'write the report (--no-report)',
      })
      .option('min-coverage', {
        type: 'number',
        describe: 'exit 1 when less than this share (0 to 1) gave an image',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 run quick', 'the quick look, no key and no network')
      .example('$0 run bench/mine.bench.ts --budget 5', 'your own bench, at most 5 USD')
      .example('$0 run quick --datasets mine --models my-model copy-input', 'an imported data set')
      .example('$0 run --resume last', 'go on where a run was stopped') as never,
  handler: async (flags) => {
    const { runBench } = await import('../run-bench.ts')
    const { state, code } = await runBench(io, flags)
    finish(code ?? exitCodeOfRun(state))
  },
})

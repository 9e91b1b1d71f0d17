import type { Argv, CommandModule } from 'yargs'
import type { Command } from '../command.ts'
import { exitCodeOfRun } from '../exit-code.ts'

export interface JudgeFlags {
  run: string | undefined
  judge: string[] | undefined
  'judges-file': string | undefined
  tiebreaker: string | undefined
  mode: 'pairwise' | 'rubric'
  rubrics: ('vie' | 'grade' | 'task')[]
  tasks: string[] | undefined
  models: string[] | undefined
  cases: number | undefined
  turns: 'last' | 'all'
  'both-orders': boolean
  inconsistent: 'tie' | 'drop' | 'as-cast'
  'max-side': number
  language: 'en' | 'zh'
  anchors: boolean
  'self-test': boolean
  budget: number | undefined
  queue: string | undefined
  votes: string | undefined
  resume: boolean
  'dry-run': boolean
  json: boolean
  workspace: string | undefined
}

/** What is asked of which judges. */
const askOptions = (yargs: Argv): Argv =>
  yargs
    .option('judge', { type: 'string', array: true, describe: 'ids of judges' })
    .option('judges-file', { type: 'string', describe: 'JSON file with more judges' })
    .option('tiebreaker', {
      type: 'string',
      describe: 'a judge that is asked only where the others do not agree',
    })
    .option('mode', {
      choices: ['pairwise', 'rubric'] as const,
      default: 'pairwise' as const,
      describe: 'choose between two outputs, or give marks to each',
    })
    .option('rubrics', {
      choices: ['vie', 'grade', 'task'] as const,
      array: true,
      default: ['vie' as const],
      describe:
        'marks: VIEScore (SC, PQ, O; 0-10), three marks by kind of edit (1-5), the task’s own lines (1-5)',
    })
    .option('tasks', { type: 'string', array: true, describe: 'only these tasks' })
    .option('models', {
      type: 'string',
      array: true,
      describe: 'only these models; controls only where they are named',
    })
    .option('cases', { type: 'number', describe: 'at most this many cases a task' })
    .option('turns', {
      choices: ['last', 'all'] as const,
      default: 'last' as const,
      describe: 'of chains: the last output, or each',
    })
    .option('both-orders', {
      type: 'boolean',
      default: true,
      describe: 'ask every pair either way round (--no-both-orders)',
    })
    .option('inconsistent', {
      choices: ['tie', 'drop', 'as-cast'] as const,
      default: 'tie' as const,
      describe: 'what a pair counts as whose two orders disagree',
    })
    .option('max-side', {
      type: 'number',
      default: 1024,
      describe: 'longer side of pictures as they are sent, pixels',
    })
    .option('language', {
      choices: ['en', 'zh'] as const,
      default: 'en' as const,
      describe: 'of the tasks’ questions',
    })
    .option('anchors', {
      type: 'boolean',
      default: true,
      describe: 'ask the frozen pairs with a known answer besides (--no-anchors)',
    })

/** `judge`: models that look at the outputs of a run. */
export const judgeCommand: Command = ({ io, finish }): CommandModule<object, JudgeFlags> => ({
  command: 'judge [run]',
  describe: 'have vision-language models judge the outputs of a run, or test such judges',
  builder: (yargs) =>
    askOptions(yargs)
      .positional('run', { type: 'string', describe: 'RUN: id, unique prefix, name, last' })
      .option('self-test', {
        type: 'boolean',
        default: false,
        describe: 'ask pairs with a known answer instead of a run’s outputs',
      })
      .option('budget', { type: 'number', describe: 'USD that judging must not pass' })
      .option('queue', {
        type: 'string',
        describe: 'write the pairs that judges leave to people to this file',
      })
      .option('votes', { type: 'string', describe: 'write the judges’ votes to this file (JSONL)' })
      .option('resume', {
        type: 'boolean',
        default: false,
        describe: 'go on with the judging that was stopped',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'plan and price, call nothing',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print the result as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 judge last --judge gpt --budget 5', 'pairs, either way round')
      .example('$0 judge last --judge local-judge --judges-file judges.json --mode rubric', '')
      .example('$0 judge --self-test --judge gpt', 'is this judge fit to judge?') as never,
  handler: async (flags) => {
    const { runJudge } = await import('../run-judge.ts')
    finish(exitCodeOfRun(await runJudge(io, flags)))
  },
})

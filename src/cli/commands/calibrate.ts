import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

export interface CalibrateFlags {
  metrics: string | undefined
  limit: number
  side: number | undefined
  'data-set': string
  out: string | undefined
  table: string | undefined
  json: boolean
  workspace: string | undefined
}

/** `calibrate`: which metrics may decide on which task, found out on pictures whose order is known. */
export const calibrateCommand: Command = ({
  io,
  finish,
}): CommandModule<object, CalibrateFlags> => ({
  command: 'calibrate',
  describe: 'try every metric on pictures whose order is known, and say which may decide',
  builder: (yargs) =>
    yargs
      .option('metrics', { type: 'string', describe: 'ids, comma-separated; default: all' })
      .option('limit', { type: 'number', default: 24, describe: 'cases a task' })
      .option('side', {
        type: 'number',
        describe: 'longest side in px to shrink pictures to first',
      })
      .option('data-set', {
        type: 'string',
        default: 'kontextbench-mini',
        describe: 'data set with right answers',
      })
      .option('out', { type: 'string', describe: 'JSON file to keep the numbers in' })
      .option('table', { type: 'string', describe: 'Markdown file with a place for the tables' })
      .option('json', { type: 'boolean', default: false, describe: 'print the numbers as JSON' })
      .option('workspace', { type: 'string', describe: 'folder of the workspace' })
      .example('$0 calibrate --metrics psnr,ssim --limit 8', '')
      .example('$0 calibrate --out tasks/calibration.json --table docs/metrics.md', '') as never,
  handler: async (flags) => {
    const { runCalibrate } = await import('../run-calibrate.ts')
    await runCalibrate(io, flags)
    finish(0)
  },
})

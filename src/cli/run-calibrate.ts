import { resolve } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { calibration } from '../pipeline.ts'
import type { CalibrateFlags } from './commands/calibrate.ts'
import type { Io } from './io.ts'
import { listed } from './listed.ts'
import { createProgress } from './progress.ts'
import { inWorkspace } from './session.ts'

/** The command line without what is of this machine only. */
const commandOf = (flags: CalibrateFlags): string =>
  [
    'kontextbench calibrate',
    ...(flags['data-set'] === 'kontextbench-mini' ? [] : [`--data-set ${flags['data-set']}`]),
    ...(flags.metrics === undefined ? [] : [`--metrics ${flags.metrics}`]),
    `--limit ${flags.limit}`,
    ...(flags.side === undefined ? [] : [`--side ${flags.side}`]),
  ].join(' ')

/** The command `calibrate`. */
export async function runCalibrate(io: Io, flags: CalibrateFlags): Promise<void> {
  const { limit, out, table, json } = flags
  if (!Number.isInteger(limit) || limit < 1)
    throw new UserError(`--limit ${limit} is no number of cases`, 'Give a whole number from 1 on.')
  if (flags.side !== undefined && !(Number.isInteger(flags.side) && flags.side >= 256))
    throw new UserError(`--side ${flags.side} is too small`, 'Give a whole number from 256 on.')
  const metrics = listed(flags.metrics)
  await inWorkspace(io, flags, async (project) => {
    const { calibrateMetrics, keepCalibration, renderCalibration, writeCalibrationInto } =
      await calibration()
    const progress = createProgress(io)
    const made = await calibrateMetrics(
      project,
      {
        dataSet: flags['data-set'],
        limit,
        command: commandOf(flags),
        ...(metrics ? { metrics } : {}),
        ...(flags.side === undefined ? {} : { side: flags.side }),
      },
      progress,
    )
    progress.end()
    const kept = out === undefined ? made : await keepCalibration(resolve(io.cwd, out), made)
    if (table !== undefined) await writeCalibrationInto(resolve(io.cwd, table), kept)
    io.out(json ? JSON.stringify(made) : renderCalibration(made))
  })
}

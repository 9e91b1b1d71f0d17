import { basename, resolve } from 'node:path'
import { samplesOfRun } from './baselines.ts'
import { measureOf } from './compare/measure-name.ts'
import { readingsOf, seriesOfRuns, type Reading } from './compare/series-of-runs.ts'
import { trackSeries, type TrackOptions, type UntrackedSeries } from './compare/track-series.ts'
import { sha256 } from './digest/sha256.ts'
import { readSeries } from './measurements/read-series.ts'
import type { Workspace } from './record/workspace.ts'
import type { History } from './schema/history.ts'
import { UserError } from './schema/user-error.ts'

export { renderHistory } from './report/history-text.ts'
export { historyPage } from './report/history-page.ts'

export interface RunsHistory extends TrackOptions {
  measure: string
  /** None = every model. */
  models: readonly string[]
  bench: string | undefined
}

const tracked = (
  measure: string,
  series: readonly UntrackedSeries[],
  { alpha, minChange, level }: TrackOptions,
): History => ({
  schemaVersion: 1,
  measure,
  alpha,
  minChange,
  level,
  series: series.map((one) => trackSeries(one, { alpha, minChange, level })),
})

/** A measure over the finished runs of a workspace, oldest first; runs that confirmed others are left out. */
export async function historyOfRuns(workspace: Workspace, request: RunsHistory): Promise<History> {
  const { measure: name, models, bench } = request
  const measure = measureOf(name)
  const readings: Reading[] = []
  for (const run of (await workspace.store.runs()).reverse()) {
    if (run.state !== 'finished' || run.confirms !== undefined || run.plan.judging) continue
    if (bench !== undefined && run.bench !== bench) continue
    const samples = await samplesOfRun(workspace, run)
    readings.push(...readingsOf(samples, measure, sha256))
  }
  const wanted = readings.filter(({ model }) => models.length === 0 || models.includes(model))
  if (wanted.length === 0) {
    throw new UserError(
      `no finished run has ${name}${models.length > 0 ? ` of ${models.join(', ')}` : ''}${bench === undefined ? '' : ` on ${bench}`}`,
      'List runs with: kontextbench runs list',
      { field: '--measure' },
    )
  }
  return tracked(name, seriesOfRuns(wanted, name), request)
}

/** Series from elsewhere: a file of `time,value[,series]`. */
export async function historyOfFile(
  file: string,
  { cwd, direction, ...options }: TrackOptions & { cwd: string; direction: 'lower' | 'higher' },
): Promise<History> {
  const series = await readSeries(resolve(cwd, file))
  return tracked(
    basename(file),
    series.map((one) => ({ ...one, unit: '', direction })),
    options,
  )
}

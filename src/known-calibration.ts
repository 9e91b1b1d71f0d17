import type { Calibrated } from './plan/decide-by.ts'
import type { Project } from './project.ts'
import { loadCalibration } from './task/load-calibration.ts'

/** What `calibrate` found out of the metrics, beside what they are now. */
export async function knownCalibration({
  taskFolders,
}: Pick<Project, 'taskFolders'>): Promise<Calibrated> {
  const { knownMetrics } = await import('./score/scorer.ts')
  return {
    calibration: await loadCalibration(taskFolders),
    versions: new Map(knownMetrics().map(({ id, version }) => [id, version])),
  }
}

import { resolve } from 'node:path'
import { compareSamples } from './compare/compare-samples.ts'
import { readMeasurements } from './measurements/read-measurements.ts'
import type { SampleComparison } from './schema/sample-comparison.ts'
import { UserError } from './schema/user-error.ts'

export { renderSamples } from './report/terminal-samples.ts'

interface FilesRequest {
  cwd: string
  files: readonly [string, string]
  measure: string
  /** Columns that tell which rows belong together; none = not paired. */
  by: readonly string[]
  level: number
}

/** Two files of measurements, from anywhere. @throws UserError with the place of a bad row */
export async function compareFiles(request: FilesRequest): Promise<SampleComparison> {
  const { measure, by, level } = request
  const [first, second] = request.files.map((file) => resolve(request.cwd, file)) as [
    string,
    string,
  ]
  const [a, b] = [
    await readMeasurements(first, measure, by),
    await readMeasurements(second, measure, by),
  ]
  const compared = compareSamples({ measure, a, b, paired: by.length > 0, level, seed: 1 })
  if (compared) return compared
  throw new UserError(
    `no ${by.join(', ')} of ${request.files[0]} is in ${request.files[1]} too`,
    'Name other columns with --by, or leave it out to compare without pairs.',
  )
}

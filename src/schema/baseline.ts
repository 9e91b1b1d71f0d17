import { z } from 'zod'
import { Instant, Slug, schemaVersion } from './id.ts'
import { RunSamples } from './run-samples.ts'

/** How far whole runs lay apart in one measure in this workspace when nothing changed. */
export const NoiseOfMeasure = z.strictObject({
  model: z.string(),
  measure: z.string(),
  kind: z.enum(['editing', 'generation', 'all']),
  /** Absent = of all settings together, as for other measures than times. */
  setting: z.string().optional(),
  /** Spread of the log ratio of neighbouring runs on one machine, beyond what their samples explain. */
  spread: z.number().nonnegative(),
  /** Pairs of runs it was learned from. */
  n: z.int().positive(),
})
export type NoiseOfMeasure = z.infer<typeof NoiseOfMeasure>

/** A run that later ones are held against, by name; the same document in the workspace and in a repository. */
export const Baseline = z.strictObject({
  document: z.literal('kontextbench-baseline'),
  schemaVersion,
  name: Slug,
  branch: z.string().min(1).optional(),
  setAt: Instant,
  samples: RunSamples,
  noise: z.array(NoiseOfMeasure),
})
export type Baseline = z.infer<typeof Baseline>

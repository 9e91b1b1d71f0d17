import { pathToFileURL } from 'node:url'
import { setUpFonts } from '#image/fonts.ts'
import { createWorkerPool, type WorkerPool } from '#pool/worker-pool.ts'
import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { scoreChecked, unscored } from './define-metric.ts'
import { missingNeed } from './missing-need.ts'
import { inlineMetrics, pixelMetrics } from './registry.ts'

export interface Scorer {
  /** The metrics in use, by id. */
  metrics: ReadonlyMap<string, Metric>
  /** By the metrics in `only`; absent = by all. */
  score(input: MetricInput, only?: ReadonlySet<string>): Promise<Map<string, MetricResult>>
  close(): Promise<void>
}

export interface ScorerOptions {
  workers: number
  metricIds: readonly string[]
  /** Absolute paths of users' metric modules. */
  modules: readonly string[]
}

async function ownMetrics(modules: readonly string[]): Promise<Metric[]> {
  return Promise.all(
    modules.map(async (file) => {
      const { metric } = (await import(pathToFileURL(file).href)) as { metric?: Metric }
      if (!metric)
        throw new UserError(
          'there is no export "metric"',
          'Export it: export const metric = defineMetric(...)',
          { file },
        )
      return metric
    }),
  )
}

function pick(known: readonly Metric[], ids: readonly string[]): Map<string, Metric> {
  const byId = new Map(known.map((metric) => [metric.id, metric]))
  return new Map(
    ids.map((id) => {
      const metric = byId.get(id)
      if (!metric)
        throw new UserError(
          `there is no metric "${id}"`,
          `Use one of ${[...byId.keys()].join(', ')}, or add your own in metricModules.`,
        )
      return [id, metric]
    }),
  )
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

const isCrash = (error: unknown): boolean =>
  error instanceof KontextError && error.code === 'worker-crashed'

/**
 * Scores in a worker. When it dies, each metric is tried alone, so that a crash costs the one score of the metric that
 * caused it.
 */
async function scoreInPool(
  pool: WorkerPool,
  metricIds: string[],
  modules: readonly string[],
  input: MetricInput,
): Promise<[string, MetricResult][]> {
  const task = { metricIds, modules, input }
  try {
    const results = await pool.run<Record<string, MetricResult>>('score', task)
    return metricIds.map((id) => [id, results[id] ?? unscored('the worker gave no answer')])
  } catch (error) {
    if (!isCrash(error) || metricIds.length === 1)
      return metricIds.map((id) => [id, unscored(`metric crashed: ${messageOf(error)}`)])
    const alone: [string, MetricResult][] = []
    for (const id of metricIds) alone.push(...(await scoreInPool(pool, [id], modules, input)))
    return alone
  }
}

/** Every metric that comes with the harness. */
export const knownMetrics = (): Metric[] => [
  ...inlineMetrics,
  ...(pixelMetrics as readonly unknown[] as Metric[]),
]

/** Scores turns: what only reads numbers here, what looks at pixels in worker threads. */
export async function createScorer({
  workers,
  metricIds,
  modules,
}: ScorerOptions): Promise<Scorer> {
  const own = await ownMetrics(modules)
  const metrics = pick(
    [...knownMetrics(), ...own],
    [...metricIds, ...own.map((metric) => metric.id)],
  )
  setUpFonts()
  const pool = createWorkerPool({
    module: new URL(
      import.meta.url.endsWith('.ts') ? './score-worker.ts' : './score-worker.js',
      import.meta.url,
    ),
    size: workers,
    name: 'scoring',
  })
  return {
    metrics,
    async score(input, only) {
      const results = new Map<string, MetricResult>()
      const forPool: string[] = []
      for (const [id, metric] of metrics) {
        if (only && !only.has(id)) continue
        const missing = missingNeed(metric, input)
        if (missing !== undefined) results.set(id, missing)
        else if (metric.work === 'inline')
          results.set(id, await scoreChecked(metric, () => metric.score(input)))
        else forPool.push(id)
      }
      if (forPool.length > 0) {
        for (const [id, result] of await scoreInPool(pool, forPool, modules, input))
          results.set(id, result)
      }
      return results
    },
    close: () => pool.close(),
  }
}

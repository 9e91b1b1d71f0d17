import { pathToFileURL } from 'node:url'
import { setUpFonts } from '#image/fonts.ts'
import { createWorkerPool, type WorkerPool } from '#pool/worker-pool.ts'
import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { UserError } from '#schema/user-error.ts'
import { scoreChecked, unscored } from './define-metric.ts'
import { missingNeed } from './missing-need.ts'
import { inlineMetrics, pixelMetrics } from './registry.ts'

export interface Scorer {
  /** The metrics in use, by id. */
  metrics: ReadonlyMap<string, Metric>
  score(input: MetricInput): Promise<Map<string, MetricResult>>
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

async function scoreInPool(
  pool: WorkerPool,
  metricIds: string[],
  modules: readonly string[],
  input: MetricInput,
): Promise<[string, MetricResult][]> {
  try {
    const results = await pool.run<Record<string, MetricResult>>('score', {
      metricIds,
      modules,
      input,
    })
    return metricIds.map((id) => [id, results[id] ?? unscored('the worker gave no answer')])
  } catch (error) {
    const reason = `metric crashed: ${error instanceof Error ? error.message : String(error)}`
    return metricIds.map((id) => [id, unscored(reason)])
  }
}

/** Scores turns: what only reads numbers here, what looks at pixels in worker threads. */
export async function createScorer({
  workers,
  metricIds,
  modules,
}: ScorerOptions): Promise<Scorer> {
  const own = await ownMetrics(modules)
  const known = [...inlineMetrics, ...(pixelMetrics as readonly unknown[] as Metric[]), ...own]
  const metrics = pick(known, [...metricIds, ...own.map((metric) => metric.id)])
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
    async score(input) {
      const results = new Map<string, MetricResult>()
      const forPool: string[] = []
      for (const [id, metric] of metrics) {
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

import { setUpFonts } from '#image/fonts.ts'
import { createWorkerPool, type WorkerPool } from '#pool/worker-pool.ts'
import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { scoreChecked, unscored } from './define-metric.ts'
import { missingNeed } from './missing-need.ts'
import { loadMetric } from './own/load-metric.ts'
import { inlineMetrics, pixelMetrics } from './registry.ts'
import { withAskedText } from './text/with-asked-text.ts'

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
  /** Absolute paths of users' metric modules and net descriptions. */
  modules: readonly string[]
}

const ownMetrics = async (modules: readonly string[]): Promise<Metric[]> =>
  (await Promise.all(modules.map(loadMetric))) as readonly unknown[] as Metric[]

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
  if (metricIds.length === 0) return []
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

/** A worker with all nets loaded holds up to a gigabyte, however many cores there are. */
const mostNetWorkers = 2

interface Pools {
  pixels: WorkerPool
  net: WorkerPool
}

function createPools(workers: number): Pools {
  const open = (name: string, size: number): WorkerPool =>
    createWorkerPool({
      module: new URL(
        import.meta.url.endsWith('.ts') ? './score-worker.ts' : './score-worker.js',
        import.meta.url,
      ),
      size,
      name,
    })
  return {
    pixels: open('scoring', workers),
    net: open('net scoring', Math.min(workers, mostNetWorkers)),
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
  const pools = createPools(workers)
  return {
    metrics,
    async score(given, only) {
      const input = withAskedText(given)
      const results = new Map<string, MetricResult>()
      const waiting: { [work in keyof Pools]: string[] } = { pixels: [], net: [] }
      for (const [id, metric] of metrics) {
        if (only && !only.has(id)) continue
        const missing = missingNeed(metric, input)
        if (missing !== undefined) results.set(id, missing)
        else if (metric.work === 'inline')
          results.set(id, await scoreChecked(metric, () => metric.score(input)))
        else waiting[metric.work].push(id)
      }
      const found = await Promise.all(
        (['pixels', 'net'] as const).map((work) =>
          scoreInPool(pools[work], waiting[work], modules, input),
        ),
      )
      for (const [id, result] of found.flat()) results.set(id, result)
      return results
    },
    async close() {
      await Promise.all([pools.pixels.close(), pools.net.close()])
    },
  }
}

/** Runs the metrics that look at pixels; one turn at a time, pictures decoded once. */
import { pathToFileURL } from 'node:url'
import { serveWorker } from '#pool/serve-worker.ts'
import type { MetricInput, MetricResult } from '#schema/metric.ts'
import type { PixelMetric } from './define-metric.ts'
import { createOpener } from './pixel/opened.ts'
import { pixelMetrics } from './registry.ts'

interface ScoreTask {
  metricIds: string[]
  modules: string[]
  input: MetricInput
}

const opener = createOpener()
const loaded = new Map<string, Promise<PixelMetric>>()

const fromModule = (module: string): Promise<PixelMetric> => {
  const known =
    loaded.get(module) ??
    import(pathToFileURL(module).href).then((file) => file.metric as PixelMetric)
  loaded.set(module, known)
  return known
}

/** A number that is none, or lies out of range, is a bug of the metric and never a score. */
function checked(metric: PixelMetric, result: MetricResult): MetricResult {
  if (result.state === 'unscored') return result
  const { low, high } = metric.range
  const { value } = result
  const isWrong =
    !Number.isFinite(value) || (low !== null && value < low) || (high !== null && value > high)
  return isWrong ? { state: 'unscored', reason: `metric bug: ${value} is out of range` } : result
}

async function scoreOne(metric: PixelMetric, input: MetricInput): Promise<MetricResult> {
  try {
    return checked(metric, await metric.score(input, opener))
  } catch (error) {
    return { state: 'unscored', reason: error instanceof Error ? error.message : String(error) }
  }
}

serveWorker({
  async score({ metricIds, modules, input }: ScoreTask): Promise<Record<string, MetricResult>> {
    const known = [...pixelMetrics, ...(await Promise.all(modules.map(fromModule)))]
    const results: Record<string, MetricResult> = {}
    for (const metric of known) {
      if (metricIds.includes(metric.id)) results[metric.id] = await scoreOne(metric, input)
    }
    return results
  },
})

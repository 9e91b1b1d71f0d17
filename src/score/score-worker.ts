/** Runs the metrics that look at pixels; one turn at a time, pictures decoded once. */
import { serveWorker } from '#pool/serve-worker.ts'
import type { MetricInput, MetricResult } from '#schema/metric.ts'
import { scoreChecked, type PixelMetric } from './define-metric.ts'
import { loadMetric } from './own/load-metric.ts'
import { createOpener } from './pixel/opened.ts'
import { pixelMetrics } from './registry.ts'

interface ScoreTask {
  metricIds: string[]
  modules: string[]
  input: MetricInput
}

const opener = createOpener()
const loaded = new Map<string, Promise<PixelMetric>>()

const own = (file: string): Promise<PixelMetric> => {
  const known = loaded.get(file) ?? loadMetric(file)
  loaded.set(file, known)
  return known
}

serveWorker({
  async score({ metricIds, modules, input }: ScoreTask): Promise<Record<string, MetricResult>> {
    const known = [...pixelMetrics, ...(await Promise.all(modules.map(own)))]
    const results: Record<string, MetricResult> = {}
    for (const metric of known) {
      if (metricIds.includes(metric.id))
        results[metric.id] = await scoreChecked(metric, () => metric.score(input, opener))
    }
    return results
  },
})

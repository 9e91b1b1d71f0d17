import type { Metric, MetricInput } from '#schema/metric.ts'

const words: Record<Metric['needs'][number], string> = {
  output: 'an output',
  source: 'a source',
  references: 'a reference picture',
  truthReference: 'a right answer',
  mask: 'a mask',
  subject: 'a subject mask',
  text: 'the wanted text',
  scene: 'a stated scene',
  attempts: 'an attempt',
}

/** The first thing a metric needs and this turn does not have. */
export function missingNeed(metric: Pick<Metric, 'needs'>, input: MetricInput): string | undefined {
  const missing = metric.needs.find((need) => {
    const value = input[need]
    return Array.isArray(value) ? value.length === 0 : value === undefined
  })
  return (
    missing &&
    (missing === 'output' ? `no output: ${input.result.outcome}` : `needs ${words[missing]}`)
  )
}

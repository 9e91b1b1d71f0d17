import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { notApplicable, unscored } from './define-metric.ts'

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

/** What the model's answer brings; all else is the case's to have. */
const ofAnswer: readonly Metric['needs'][number][] = ['output', 'attempts', 'source']

/** Why a metric cannot look at this turn: the first thing it needs that is not there. */
export function missingNeed(
  metric: Pick<Metric, 'needs'>,
  input: MetricInput,
): MetricResult | undefined {
  const missing = metric.needs.find((need) => {
    const value = input[need]
    return Array.isArray(value) ? value.length === 0 : value === undefined
  })
  if (missing === undefined) return undefined
  if (missing === 'output') return unscored(`no output: ${input.result.outcome}`)
  const reason = `needs ${words[missing]}`
  return ofAnswer.includes(missing) ? unscored(reason) : notApplicable(reason)
}

import type { MetricInput, MetricResult } from './metric.ts'

/** Port for judge models: rubric scores, and choices between two outputs. */
export interface Judge {
  readonly id: string
  /** Digest of model, provider, prompt and parameters. */
  readonly card: string
  rate(question: string, input: MetricInput): Promise<MetricResult>
  choose(
    question: string,
    left: MetricInput,
    right: MetricInput,
  ): Promise<{ choice: 'left' | 'right' | 'tie' | 'both-bad' } | { unscored: string }>
}

import type { Attempt } from './attempt.ts'
import type { Json } from './id.ts'
import type { Direction } from './score.ts'
import type { TurnResult } from './record.ts'
import type { Truth } from './case.ts'

/** Encoded bytes with their digest; metrics decode them through `image/`, which keeps the last few. */
export interface MetricImage {
  sha256: string
  /** Left out where no metric of the run looks at pixels. */
  bytes?: Uint8Array
}

/** All a metric may look at for one turn. Plain data: it crosses to a worker as it is. */
export interface MetricInput {
  instruction: string
  turn: number
  tasks: string[]
  occludes: boolean
  result: TurnResult
  attempts: Attempt[]
  output?: MetricImage
  source?: MetricImage
  /** Reference pictures the model was shown (style, character). */
  references: MetricImage[]
  /** Truth pictures: the right answer, where change is allowed, and the subject. */
  truthReference?: MetricImage
  mask?: MetricImage
  subject?: MetricImage
  text?: Truth['text']
  scene?: Truth['scene']
  /** Asked for by the user for all metrics; absent = each metric's own rule. */
  align?: 'none' | 'auto'
}

export type MetricResult =
  | { state: 'scored'; value: number; detail?: { [key: string]: Json } }
  /** `notApplicable`: the case itself gives nothing to measure, whatever a model answers. */
  | { state: 'unscored'; reason: string; notApplicable?: true }

/** One id, one number. Changing what the number means changes `version`. */
export interface Metric {
  readonly id: string
  readonly version: string
  readonly unit: string
  readonly direction: Direction
  /** Least and greatest possible value; null = unbounded. */
  readonly range: { low: number | null; high: number | null }
  readonly needs: readonly (
    | 'output'
    | 'source'
    | 'references'
    | 'truthReference'
    | 'mask'
    | 'subject'
    | 'text'
    | 'scene'
    | 'attempts'
  )[]
  /** Where the formula comes from. */
  readonly source: string
  /** `inline` metrics only read numbers; `pixels` and `net` run in a worker. */
  readonly work: 'inline' | 'pixels' | 'net'
  /** Throws only on its own bugs; what cannot be scored is `unscored` with the reason. */
  score(input: MetricInput): Promise<MetricResult> | MetricResult
}

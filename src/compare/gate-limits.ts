import type { NoiseOfMeasure } from '#schema/baseline.ts'
import type { GateLimit } from '#schema/gate-report.ts'
import { UserError } from '#schema/user-error.ts'
import { noiseLimit } from '#stats/noise-floor.ts'
import { matches } from './measure-name.ts'

/** What a measure may worsen by: a share of the baseline, or an amount in its unit. */
export interface AskedLimit {
  pattern: string
  amount: number
  isShare: boolean
}

const written = /^(?:(.+)=)?(\d+(?:\.\d+)?)(%?)$/

/** `5%` for all measures, `score.*=0.02` for some; the last one that fits counts. @throws UserError */
export function parseLimit(text: string): AskedLimit {
  const found = written.exec(text.trim())
  if (!found) {
    throw new UserError(`"${text}" is no limit`, 'Write 5%, or score.*=0.02 for one measure.', {
      field: '--max-regression',
    })
  }
  const [, pattern = '*', amount = '', percent] = found
  const isShare = percent === '%'
  return { pattern, amount: Number(amount) / (isShare ? 100 : 1), isShare }
}

/** The limit asked for, as a change relative to `before`; in the measure's unit where that is 0. */
function askedChange(limits: readonly AskedLimit[], measure: string, before: number): number {
  const asked = limits.findLast((limit) => matches(limit.pattern, measure))
  if (!asked) return 0
  if (asked.isShare) return before === 0 ? 0 : asked.amount
  return before === 0 ? asked.amount : asked.amount / Math.abs(before)
}

/** The greater of what was asked and what noise alone does in one of 1 / alpha comparisons. */
export function limitOf(
  limits: readonly AskedLimit[],
  measure: string,
  before: number,
  noise: NoiseOfMeasure | undefined,
  alpha: number,
): GateLimit {
  const asked = askedChange(limits, measure, before)
  if (!noise || before === 0) return { change: asked, from: 'asked' }
  const change = Math.exp(noiseLimit(noise, alpha)) - 1
  return {
    change: Math.max(asked, change),
    from: change > asked ? 'noise' : 'asked',
    noise: { change, n: noise.n },
  }
}

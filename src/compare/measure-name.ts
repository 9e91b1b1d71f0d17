import type { RunSamples } from '#schema/run-samples.ts'
import { UserError } from '#schema/user-error.ts'

/** Measures of time have long tails: they are judged by percentile, all others by mean. */
const timed = ['latency', 'time-to-image'] as const

/** What one name on the command line asks for: a series of samples and the statistic of it. */
export interface Measure {
  name: string
  series: string
  /** Share of the quantile, or the mean. */
  statistic: { kind: 'quantile'; share: number } | { kind: 'mean' }
}

const percentile = new RegExp(`^(${timed.join('|')})\\.p(\\d{1,2}(?:\\.\\d+)?)$`)

/** A measure by its full name, without wildcards: `latency.p95`, `score.text/cer`, `cost`. @throws UserError */
export function measureOf(name: string): Measure {
  const found = percentile.exec(name)
  if (found) {
    const [, series = '', number = ''] = found
    return { name, series, statistic: { kind: 'quantile', share: Number(number) / 100 } }
  }
  const isBare = timed.some((series) => name === series || name.startsWith(`${series}.`))
  if (isBare)
    throw new UserError(`"${name}" names no percentile`, 'Write one like latency.p50.', {
      field: '--measure',
    })
  return { name, series: name, statistic: { kind: 'mean' } }
}

export const isTimed = ({ series }: Pick<Measure, 'series'>): boolean =>
  (timed as readonly string[]).includes(series)

const literally = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** Whether a name is one of those that a pattern with `*` means. */
export const matches = (pattern: string, name: string): boolean =>
  new RegExp(`^${literally(pattern).replaceAll('*', '.*')}$`).test(name)

/** What is judged when nothing is asked for: the speed, whether there is an answer at all, its worth and its price. */
const usualMeasures = [
  'latency.p50',
  'latency.p95',
  'coverage',
  'accepted.*',
  'score.*',
  'cost',
] as const

/**
 * Names and patterns against the series that are there; none asked = the usual ones that are there. A name asked for
 * stands for itself whether it is there or not; `unmatched` are patterns that mean none.
 */
export function chooseMeasures(
  asked: readonly string[],
  series: ReadonlySet<string>,
): { measures: Measure[]; unmatched: string[] } {
  const isUsual = asked.length === 0
  const measures = new Map<string, Measure>()
  const unmatched: string[] = []
  for (const pattern of isUsual ? usualMeasures : asked) {
    const names = pattern.includes('*')
      ? [...series].filter((name) => matches(pattern, name) && !isTimed({ series: name }))
      : [pattern]
    const found = names.map(measureOf).filter((one) => !isUsual || series.has(one.series))
    for (const measure of found) measures.set(measure.name, measure)
    if (names.length === 0 && !isUsual) unmatched.push(pattern)
  }
  return { measures: [...measures.values()], unmatched }
}

/** Names of the series that have a value in any of the samples. */
export const seriesIn = (samples: readonly RunSamples[]): Set<string> =>
  new Set(
    samples.flatMap((one) =>
      one.series
        .filter(({ values }) => values.some((value) => value !== null))
        .map(({ measure }) => measure),
    ),
  )

import { macroMean, type PublishedMean } from './mean.ts'

/** A judge's two lists for one edit, 0 to 10 each; undefined where the judge gave no answer that can be read. */
export interface VieAnswer {
  category: string
  /** Editing success and over-editing. */
  semantics: readonly number[] | undefined
  /** Naturalness and artefacts. */
  quality: readonly number[] | undefined
}

/** SC, PQ and O of one edit: the least of each list, and the root of their product. */
export function vieScore({ semantics, quality }: VieAnswer): {
  semantics: number | undefined
  quality: number | undefined
  overall: number | undefined
} {
  const least = (list: readonly number[] | undefined): number | undefined =>
    list && list.length > 0 ? Math.min(...list) : undefined
  const [sc, pq] = [least(semantics), least(quality)]
  const overall = sc === undefined || pq === undefined ? undefined : Math.sqrt(sc * pq)
  return { semantics: sc, quality: pq, overall }
}

export interface VieScores {
  semantics: PublishedMean
  quality: PublishedMean
  overall: PublishedMean
  categories: Record<string, Record<'semantics' | 'quality' | 'overall', PublishedMean>>
}

/**
 * VIEScore over a data set: O is taken per edit, then the mean per category, then the unweighted mean of the categories,
 * as GEdit-Bench and RegionE publish it. An answer that cannot be read is missing (the published code puts a random
 * number there). Source: Ku et al. 2023; Step1X-Edit, GEdit-Bench.
 */
export function vieScores(answers: readonly VieAnswer[]): VieScores {
  const scored = answers.map((answer) => ({ category: answer.category, ...vieScore(answer) }))
  const by = (part: 'semantics' | 'quality' | 'overall') =>
    macroMean(
      scored,
      ({ category }) => category,
      (one) => one[part],
    )
  const [semantics, quality, overall] = [by('semantics'), by('quality'), by('overall')]
  return {
    semantics: semantics.overall,
    quality: quality.overall,
    overall: overall.overall,
    categories: Object.fromEntries(
      Object.keys(overall.groups).map((category) => [
        category,
        {
          semantics: semantics.groups[category]!,
          quality: quality.groups[category]!,
          overall: overall.groups[category]!,
        },
      ]),
    ),
  }
}

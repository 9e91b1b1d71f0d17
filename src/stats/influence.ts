import { fitRatings } from './fit-ratings.ts'
import type { RatingOptions } from './likelihood.ts'
import { drawRatings, drawSize } from './rating-draws.ts'
import type { ClusterCounts } from './vote-counts.ts'

export interface Influence {
  cluster: string
  votes: number
  /** The model that moves most when the cluster is left out, and by how much (with minus without), in theta. */
  model: string
  change: number
  /** Leaving it out takes some model's finite rating away. */
  isNeeded: boolean
}

/** What each voter (or case) alone does to the ratings: all others rated again without it. Largest first. */
export function influences(clustered: ClusterCounts, options: RatingOptions): Influence[] {
  const { pairs, clusters, start, count } = clustered
  const { theta } = fitRatings(pairs, options).fit
  const plan = { tables: [clustered], options, seed: 0, how: 'leave-out' } as const
  const rows = drawRatings(plan, 0, clusters.length)
  const width = drawSize(pairs.models.length)
  return clusters
    .map((cluster, index) => {
      let found = { model: '', change: 0 }
      let isNeeded = false
      for (const [model, name] of pairs.models.entries()) {
        if (Number.isNaN(theta[model]!)) continue
        const change = theta[model]! - rows[index * width + model]!
        if (Number.isNaN(change)) isNeeded = true
        else if (Math.abs(change) > Math.abs(found.change)) found = { model: name, change }
      }
      const votes = count.subarray(start[index], start[index + 1]).reduce((a, b) => a + b, 0)
      return { cluster, votes, ...found, isNeeded }
    })
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.cluster < b.cluster ? -1 : 1))
}

import { meanOf, type PublishedMean } from './mean.ts'

/** A judge's scores of one item, 1 to 5; logical items have two flags instead, 0 or 1. */
export type RiseItem =
  | {
      category: string
      reasoning: number
      /** Absent for items that are free of it. */
      consistency?: number
      plausibility: number
    }
  | { category: string; logical: { consistency: number; reasoning: number } }

type Parts = { reasoning: number; consistency?: number; plausibility?: number }

/** A flag becomes 1 or 5. */
const ofFlag = (flag: number): number => 4 * Math.min(flag, 1) + 1

const partsOf = (item: RiseItem): Parts =>
  'logical' in item
    ? {
        reasoning: ofFlag(item.logical.reasoning),
        consistency: ofFlag(item.logical.consistency),
      }
    : item

const weigh = ({ reasoning, consistency, plausibility }: Parts): number => {
  if (plausibility === undefined) return 0.3 * (consistency ?? 0) + 0.7 * reasoning
  if (consistency === undefined) return 0.8 * reasoning + 0.2 * plausibility
  return 0.3 * consistency + 0.5 * reasoning + 0.2 * plausibility
}

/** Score of one item, 1 to 5: a wrong reasoning halves it, but not below 1. */
export function riseScore(item: RiseItem): number {
  const parts = partsOf(item)
  const score = weigh(parts)
  return parts.reasoning === 1 ? Math.max(1, score * 0.5) : score
}

/** Right = every part that applies is 5. */
export const isRiseComplete = (item: RiseItem): boolean => {
  const { reasoning, consistency, plausibility } = partsOf(item)
  return [reasoning, consistency, plausibility].every((part) => part === undefined || part === 5)
}

export interface RiseScores {
  /** 25 (s - 1), 0 to 100. */
  percent: PublishedMean
  /** Share of right items, 0 to 100: the leaderboard's number. */
  accuracy: PublishedMean
}

/**
 * RISEBench over items, all weighing the same; undefined = the judge's answer cannot be read.
 * Source: PhoenixZ810/RISEBench, gpt_eval.py.
 */
export const riseScores = (items: readonly (RiseItem | undefined)[]): RiseScores => ({
  percent: meanOf(items.map((item) => item && 25 * (riseScore(item) - 1))),
  accuracy: meanOf(items.map((item) => item && (isRiseComplete(item) ? 100 : 0))),
})

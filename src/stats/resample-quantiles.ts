import type { Random } from './random.ts'

/** Values that are drawn together, because they are not independent: positions in A and in B. */
export interface Unit {
  a: readonly number[]
  b: readonly number[]
}

/** A sample ranked once, so that a quantile of a resample is one walk over counts instead of a sort. */
function counted(values: readonly number[]) {
  const order = Uint32Array.from(values, (_, index) => index).sort(
    (one, other) => values[one]! - values[other]!,
  )
  const sorted = Float64Array.from(order, (index) => values[index]!)
  const place = new Uint32Array(order.length)
  for (const [rank, index] of order.entries()) place[index] = rank
  const counts = new Uint32Array(order.length)
  let drawn = 0
  return {
    clear: () => {
      counts.fill(0)
      drawn = 0
    },
    add: (index: number) => {
      counts[place[index]!]! += 1
      drawn += 1
    },
    /** Type 7 of Hyndman and Fan 1996, as `quantile`. `shares` ascend. */
    quantiles: (shares: readonly number[]): number[] => {
      let [rank, passed] = [0, counts[0]!]
      const valueAt = (position: number): number => {
        while (passed <= position) passed += counts[++rank]!
        return sorted[rank]!
      }
      return shares.map((share) => {
        const at = (drawn - 1) * share
        const low = Math.floor(at)
        // A walk forward only: the next value may be needed again by the next share.
        const below = valueAt(low)
        const [rankBefore, passedBefore] = [rank, passed]
        const above = valueAt(Math.min(low + 1, drawn - 1))
        ;[rank, passed] = [rankBefore, passedBefore]
        return below + (above - below) * (at - low)
      })
    },
  }
}

export interface ResampleInput {
  a: readonly number[]
  b: readonly number[]
  /** One list: drawn together (paired). Two: each sample draws its own. */
  units: readonly [readonly Unit[]] | readonly [readonly Unit[], readonly Unit[]]
  /** Ascending, each in [0, 1]. */
  shares: readonly number[]
  draws: number
  random: Random
}

/** Calls back with the quantiles of each resample of A and B; units are drawn whole. */
export function resampleQuantiles(
  { a, b, units, shares, draws, random }: ResampleInput,
  onDraw: (ofA: number[], ofB: number[]) => void,
): void {
  const [sampleA, sampleB] = [counted(a), counted(b)]
  for (let draw = 0; draw < draws; draw++) {
    sampleA.clear()
    sampleB.clear()
    for (const list of units) {
      for (let times = 0; times < list.length; times++) {
        const unit = list[random.int(list.length)]!
        for (const index of unit.a) sampleA.add(index)
        for (const index of unit.b) sampleB.add(index)
      }
    }
    onDraw(sampleA.quantiles(shares), sampleB.quantiles(shares))
  }
}

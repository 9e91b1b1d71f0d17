export interface Ranks {
  /** Rank of each value from 1, ties sharing their mean rank. */
  ranks: Float64Array
  /** Sum of t^3 - t over groups of t equal values; 0 = no ties. */
  ties: number
}

/** Mid-ranks of values, in their order. */
export function rank(values: ArrayLike<number>): Ranks {
  const order = Uint32Array.from(values, (_, index) => index).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  )
  const ranks = new Float64Array(order.length)
  let ties = 0
  let from = 0
  while (from < order.length) {
    const value = values[order[from]!]
    let to = from + 1
    while (to < order.length && values[order[to]!] === value) to += 1
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + 1 + to) / 2
    const size = to - from
    ties += size ** 3 - size
    from = to
  }
  return { ranks, ties }
}

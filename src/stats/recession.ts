/**
 * A likelihood has no highest point when it never falls along some direction. For ratings alone that is
 * Ford's condition (1957): see `comparison-graph.ts`. An order effect or a tie parameter adds directions:
 * ratings move by v, the order effect by e, the tie parameter by t. Every vote must keep or gain:
 * left won: v left - v right + e >= t; right won: <= -t; tie: within -t and t. For fixed e and t these are
 * bounds on differences, which have a solution unless some cycle has negative length (Bellman 1958).
 */
export interface Decided {
  nodes: number
  left: Int32Array
  right: Int32Array
  /** Votes by pair: left won, right won, tie; three entries a pair. */
  votes: Float64Array
}

/** Length of an edge is `base + e * perOrder`. */
interface Bound {
  from: number
  to: number
  base: number
  perOrder: number
}

function boundsOf({ left, right, votes }: Decided, tie: number): Bound[] {
  return Array.from(left).flatMap((l, pair) => {
    const r = right[pair]!
    const bounds: Bound[] = []
    if (votes[3 * pair]! > 0) bounds.push({ from: l, to: r, base: -tie, perOrder: 1 })
    if (votes[3 * pair + 1]! > 0) bounds.push({ from: r, to: l, base: -tie, perOrder: -1 })
    if (votes[3 * pair + 2]! > 0) {
      bounds.push({ from: r, to: l, base: tie, perOrder: -1 })
      bounds.push({ from: l, to: r, base: tie, perOrder: 1 })
    }
    return bounds
  })
}

const tolerance = 1e-9

/** A cycle of negative length, as its sums of `base` and `perOrder`; undefined when there is none. */
function negativeCycle(nodes: number, bounds: readonly Bound[], order: number) {
  const distance = new Float64Array(nodes)
  const cameBy: (Bound | undefined)[] = Array.from({ length: nodes })
  let last: number | undefined
  for (let round = 0; round <= nodes; round++) {
    last = undefined
    for (const bound of bounds) {
      const length = bound.base + order * bound.perOrder
      if (distance[bound.from]! + length >= distance[bound.to]! - tolerance) continue
      distance[bound.to] = distance[bound.from]! + length
      cameBy[bound.to] = bound
      last = bound.to
    }
    if (last === undefined) return undefined
  }
  let node = last!
  for (let step = 0; step < nodes; step++) node = cameBy[node]!.from
  const sums = { base: 0, perOrder: 0 }
  for (let at = node, started = false; !started || at !== node; started = true) {
    const bound = cameBy[at]!
    sums.base += bound.base
    sums.perOrder += bound.perOrder
    at = bound.from
  }
  return sums
}

/** Is there any e for which the bounds have a solution? Each negative cycle cuts off a half line of e. */
function hasSolutionForSomeOrder(nodes: number, bounds: readonly Bound[]): boolean {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  let order = 0
  for (let cut = 0; cut < 1000; cut++) {
    const cycle = negativeCycle(nodes, bounds, order)
    if (!cycle) return true
    if (cycle.perOrder === 0) return false
    const edge = -cycle.base / cycle.perOrder
    if (cycle.perOrder > 0) low = Math.max(low, edge)
    else high = Math.min(high, edge)
    if (low > high + tolerance) return false
    order = edge
  }
  return true
}

/**
 * Whether some move of the order effect or the tie parameter never lowers the likelihood: all votes to
 * one side, a design that cannot tell side from model, ties only between neighbours of a perfect order.
 * Ask only when there are ties and decided votes, if `ties`.
 */
export function hasRecession(decided: Decided, extra: { order: boolean; ties: boolean }): boolean {
  const { nodes } = decided
  if (extra.order) {
    const flat = boundsOf(decided, 0)
    if (!negativeCycle(nodes, flat, 1) || !negativeCycle(nodes, flat, -1)) return true
  }
  if (!extra.ties) return false
  const raised = boundsOf(decided, 1)
  return extra.order ? hasSolutionForSomeOrder(nodes, raised) : !negativeCycle(nodes, raised, 0)
}

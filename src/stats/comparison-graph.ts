/** Edges of a directed graph on nodes 0 to n - 1. */
export interface Edges {
  from: readonly number[]
  to: readonly number[]
}

function adjacency(n: number, from: readonly number[], to: readonly number[]): number[][] {
  const lists: number[][] = Array.from({ length: n }, () => [])
  for (const [index, node] of from.entries()) lists[node]!.push(to[index]!)
  return lists
}

/** Marks what can be reached from a node over nodes that `allowed` admits. */
function reach(start: number, lists: readonly number[][], allowed: (node: number) => boolean) {
  const found = new Set([start])
  const open = [start]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of lists[node]!) {
      if (found.has(next) || !allowed(next)) continue
      found.add(next)
      open.push(next)
    }
  }
  return found
}

/**
 * Strongly connected parts: within one, each node reaches each other. Part numbers follow the least
 * node of a part. Few parts are expected, so each is found by one search forward and one back.
 */
export function strongParts(n: number, { from, to }: Edges): Int32Array {
  const [forward, backward] = [adjacency(n, from, to), adjacency(n, to, from)]
  const part = new Int32Array(n).fill(-1)
  let next = 0
  for (let node = 0; node < n; node++) {
    if (part[node] !== -1) continue
    const isFree = (other: number): boolean => part[other] === -1
    const behind = reach(node, backward, isFree)
    for (const other of reach(node, forward, isFree)) if (behind.has(other)) part[other] = next
    next += 1
  }
  return part
}

/** Parts that hang together whichever way the edges point. */
export const connectedParts = (n: number, { from, to }: Edges): Int32Array =>
  strongParts(n, { from: [...from, ...to], to: [...to, ...from] })

/** Members of each part, in the order of part numbers. */
export function membersOf(part: Int32Array): number[][] {
  const members: number[][] = []
  for (const [node, number] of part.entries()) (members[number] ??= []).push(node)
  return members
}

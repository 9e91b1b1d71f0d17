import { colourStep, joined, type Border, type Region } from './regions.ts'

/** A region of the merge tree: a patch, or the join of two nodes before it. */
export interface TreeNode {
  region: Region
  children?: [number, number]
  /** Colour step across its border to the region it was joined with; how well it stands out. */
  standOut: number
}

interface Neighbour {
  length: number
  step: number
}

/** Cost of joining: colour, texture, border, and size, so that small patches go first. */
function costOf(one: Region, two: Region, border: Neighbour, total: number): number {
  const small = Math.min(one.area, two.area)
  const large = Math.max(one.area, two.area)
  const colour = colourStep(one, two)
  const rough = Math.abs(one.rough - two.rough)
  const size = Math.sqrt(small / total) * 40 + Math.sqrt(large / total) * 6
  return colour * 0.7 + border.step * 0.8 + rough * 0.8 + size
}

class Queue {
  readonly #heap: { cost: number; first: number; second: number }[] = []

  push(item: { cost: number; first: number; second: number }): void {
    const heap = this.#heap
    let at = heap.push(item) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      if (heap[up]!.cost <= item.cost) break
      heap[at] = heap[up]!
      at = up
    }
    heap[at] = item
  }

  pop(): { cost: number; first: number; second: number } | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.cost < heap[child]!.cost) child += 1
      if (heap[child]!.cost >= last.cost) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return top
  }
}

const mergedNeighbour = (one: Neighbour | undefined, two: Neighbour | undefined): Neighbour => {
  const length = (one?.length ?? 0) + (two?.length ?? 0)
  return {
    length,
    step: ((one?.step ?? 0) * (one?.length ?? 0) + (two?.step ?? 0) * (two?.length ?? 0)) / length,
  }
}

/**
 * Joins the two most alike neighbours again and again until one region is left; every region on the way is
 * a candidate for a thing. Uijlings et al. 2013, "Selective Search for Object Recognition".
 */
export function mergeTree(regions: readonly Region[], borders: readonly Border[]): TreeNode[] {
  const nodes: TreeNode[] = regions.map((region) => ({ region, standOut: 0 }))
  const total = regions.reduce((sum, { area }) => sum + area, 0)
  const around: (Map<number, Neighbour> | undefined)[] = regions.map(() => new Map())
  const queue = new Queue()
  const offer = (first: number, second: number, border: Neighbour): void =>
    queue.push({
      cost: costOf(nodes[first]!.region, nodes[second]!.region, border, total),
      first,
      second,
    })
  for (const { first, second, length, step } of borders) {
    around[first]!.set(second, { length, step })
    around[second]!.set(first, { length, step })
    offer(first, second, { length, step })
  }
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [one, two] = [around[next.first], around[next.second]]
    if (!one || !two) continue
    const index = nodes.length
    nodes[next.first]!.standOut = standOutOf(one)
    nodes[next.second]!.standOut = standOutOf(two)
    nodes.push({
      region: joined(nodes[next.first]!.region, nodes[next.second]!.region),
      children: [next.first, next.second],
      standOut: 0,
    })
    const merged = new Map<number, Neighbour>()
    for (const other of new Set([...one.keys(), ...two.keys()])) {
      if (other === next.first || other === next.second) continue
      const border = mergedNeighbour(one.get(other), two.get(other))
      merged.set(other, border)
      const back = around[other]!
      back.delete(next.first)
      back.delete(next.second)
      back.set(index, border)
    }
    around[next.first] = undefined
    around[next.second] = undefined
    around.push(merged)
    for (const [other, border] of merged) offer(index, other, border)
  }
  return nodes
}

/** Mean step of colour along all of a region's border. */
function standOutOf(borders: ReadonlyMap<number, Neighbour>): number {
  let sum = 0
  let length = 0
  for (const border of borders.values()) {
    sum += border.step * border.length
    length += border.length
  }
  return length === 0 ? 0 : sum / length
}

/** Patches under a node. */
export function leavesOf(nodes: readonly TreeNode[], index: number): number[] {
  const stack = [index]
  const leaves: number[] = []
  while (stack.length > 0) {
    const at = stack.pop()!
    const { children } = nodes[at]!
    if (children) stack.push(...children)
    else leaves.push(at)
  }
  return leaves
}

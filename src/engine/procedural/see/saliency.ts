import { colourStep } from './regions.ts'
import type { Sight } from './sight.ts'

/** Cheapest way over colour steps from the picture's frame to each patch (Wei et al. 2012, "Geodesic Saliency"). */
function fromFrame(sight: Sight): Float32Array {
  const { regions, borders } = sight
  const around: [number, number][][] = regions.map(() => [])
  for (const { first, second } of borders) {
    // Small steps are shading, not edges.
    const step = Math.max(0, colourStep(regions[first]!, regions[second]!) - 5)
    around[first]!.push([second, step])
    around[second]!.push([first, step])
  }
  const distance = new Float32Array(regions.length).fill(Infinity)
  const open: number[] = []
  for (const [patch, { frame }] of regions.entries()) {
    // Subjects stand on the lower edge more often than they lean on another one.
    const touches = frame[0] + frame[1] + frame[2] > 2
    if (touches) distance[patch] = 0
    else if (frame[3] > 2) distance[patch] = 12
    if (distance[patch] !== Infinity) open.push(patch)
  }
  // Few hundred patches: relaxing until nothing changes is simpler than a queue, and quick.
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const [other, step] of around[next]!) {
      const through = distance[next]! + step
      if (through >= distance[other]! - 1e-3) continue
      distance[other] = through
      open.push(other)
    }
  }
  return distance
}

/** How far each patch's colour is from all others', near ones counting more (Cheng et al. 2011, region contrast). */
function contrastOf({ regions, small }: Sight): Float32Array {
  const scale = 1 / (0.4 * Math.hypot(small.width, small.height))
  return Float32Array.from(regions, (one) => {
    let sum = 0
    let weight = 0
    for (const two of regions) {
      const dx = one.x - two.x
      const dy = one.y - two.y
      const near = Math.exp(-Math.sqrt(dx * dx + dy * dy) * scale) * two.area
      sum += near * colourStep(one, two)
      weight += near
    }
    return sum / weight
  })
}

const normalised = (values: Float32Array): Float32Array => {
  const sorted = values.toSorted()
  const low = sorted[Math.floor(sorted.length * 0.05)] ?? 0
  const high = sorted[Math.floor(sorted.length * 0.95)] ?? 1
  return values.map((value) => Math.min(1, Math.max(0, (value - low) / Math.max(1e-6, high - low))))
}

/** How much each patch stands out, 0 to 1: closed in by edges, of a colour of its own, near the middle. */
export const saliencyOf = (sight: Sight): Float32Array =>
  sight.once('saliency', () => measured(sight))

function measured(sight: Sight): Float32Array {
  const { width, height } = sight.small
  const geodesic = normalised(fromFrame(sight))
  const contrast = normalised(contrastOf(sight))
  return Float32Array.from(sight.regions, ({ x, y }, patch) => {
    const dx = x / width - 0.5
    const dy = y / height - 0.53
    const central = Math.exp(-(dx * dx + dy * dy) / (2 * 0.3 ** 2))
    return (0.6 * geodesic[patch]! + 0.4 * contrast[patch]!) * (0.4 + 0.6 * central)
  })
}

import { emptyMatches, matchPass, reach, type Canvas, type Matches } from './patch-match.ts'

/** Half the size; a pixel is known if any of its four was. */
function halved({ width, height, rgb, hole }: Canvas): Canvas {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const small: Canvas = {
    width: w,
    height: h,
    rgb: new Float32Array(w * h * 3),
    hole: new Uint8Array(w * h).fill(1),
  }
  const counts = new Uint8Array(w * h)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = y * width + x
      if (hole[from]) continue
      const to = (y >> 1) * w + (x >> 1)
      small.hole[to] = 0
      counts[to]! += 1
      for (let c = 0; c < 3; c++) small.rgb[to * 3 + c]! += rgb[from * 3 + c]!
    }
  for (let at = 0; at < counts.length; at++)
    if (counts[at]! > 1) for (let c = 0; c < 3; c++) small.rgb[at * 3 + c]! /= counts[at]!
  return small
}

/** First guess at the smallest size: each unknown pixel takes the mean of its known neighbours, ring by ring. */
function peel(canvas: Canvas): void {
  const { width, height, rgb } = canvas
  const open = canvas.hole.slice()
  for (let left = open.reduce((sum, one) => sum + one, 0); left > 0;) {
    const done: number[] = []
    for (let at = 0; at < open.length; at++) {
      if (!open[at]) continue
      const x = at % width
      const y = (at - x) / width
      let count = 0
      const sum = [0, 0, 0]
      for (const [nx, ny] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const) {
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || open[ny * width + nx]) continue
        count += 1
        for (let c = 0; c < 3; c++) sum[c]! += rgb[(ny * width + nx) * 3 + c]!
      }
      if (count === 0) continue
      for (let c = 0; c < 3; c++) rgb[at * 3 + c] = sum[c]! / count
      done.push(at)
    }
    if (done.length === 0) return
    for (const at of done) open[at] = 0
    left -= done.length
  }
}

/** Distance of each unknown pixel to the known, in rings; patches nearer to the edge are trusted more. */
function trust({ width, hole }: Canvas): Float32Array {
  const depth = new Float32Array(hole.length)
  for (let pass = 0; pass < 2; pass++) {
    for (let index = 0; index < hole.length; index++) {
      const at = pass === 0 ? index : hole.length - 1 - index
      if (!hole[at]) continue
      const [a, b] = pass === 0 ? [at - 1, at - width] : [at + 1, at + width]
      const found = 1 + Math.min(depth[a] ?? 99, depth[b] ?? 99)
      depth[at] = pass === 0 ? found : Math.min(depth[at]!, found)
    }
  }
  return depth.map((value) => 1.3 ** -Math.min(30, value))
}

/** Every unknown pixel becomes the weighted mean of what the matched patches have in its place (Wexler et al. 2007). */
function vote(canvas: Canvas, matches: Matches, weightOf: Float32Array): void {
  const { width, height, rgb, hole } = canvas
  const sums = new Float32Array(rgb.length)
  const weights = new Float32Array(hole.length)
  const typical = percentile(matches)
  for (const target of matches.targets) {
    const source = matches.source[target]!
    const weight = weightOf[target]! * Math.exp(-matches.cost[target]! / (2 * typical)) + 1e-6
    const tx = target % width
    const ty = (target - tx) / width
    for (let dy = -reach; dy <= reach; dy++) {
      if (ty + dy < 0 || ty + dy >= height) continue
      for (let dx = -reach; dx <= reach; dx++) {
        if (tx + dx < 0 || tx + dx >= width) continue
        const at = target + dy * width + dx
        if (!hole[at]) continue
        const from = (source + dy * width + dx) * 3
        weights[at]! += weight
        for (let c = 0; c < 3; c++) sums[at * 3 + c]! += weight * rgb[from + c]!
      }
    }
  }
  for (let at = 0; at < hole.length; at++)
    if (weights[at]! > 0)
      for (let c = 0; c < 3; c++) rgb[at * 3 + c] = sums[at * 3 + c]! / weights[at]!
}

/** The cost that three in four targets are below. */
function percentile({ targets, cost }: Matches): number {
  const costs = Float32Array.from(targets, (target) => cost[target]!).sort()
  return Math.max(1, costs[Math.floor(costs.length * 0.75)] ?? 1)
}

/** Matches of a smaller size carried over to one twice as large. */
function carried(small: Canvas, matches: Matches, canvas: Canvas): Matches {
  const next = emptyMatches(canvas)
  for (const target of next.targets) {
    const x = target % canvas.width
    const y = (target - x) / canvas.width
    const below =
      Math.min(small.height - 1, y >> 1) * small.width + Math.min(small.width - 1, x >> 1)
    const source = matches.source[below]!
    if (source < 0) continue
    const sx = Math.min(canvas.width - 1, (source % small.width) * 2 + (x & 1))
    const sy = Math.min(canvas.height - 1, Math.floor(source / small.width) * 2 + (y & 1))
    const guess = sy * canvas.width + sx
    if (next.valid[guess]) next.source[target] = guess
  }
  return next
}

/** Fills the hole of a larger size from the matches of a smaller one, so that there is something to compare. */
function seed(canvas: Canvas, small: Canvas): void {
  for (let at = 0; at < canvas.hole.length; at++) {
    if (!canvas.hole[at]) continue
    const x = at % canvas.width
    const y = (at - x) / canvas.width
    const from =
      Math.min(small.height - 1, y >> 1) * small.width + Math.min(small.width - 1, x >> 1)
    for (let c = 0; c < 3; c++) canvas.rgb[at * 3 + c] = small.rgb[from * 3 + c]!
  }
}

function refine(canvas: Canvas, matches: Matches, rounds: number, random: () => number): void {
  const weightOf = trust(canvas)
  for (let round = 0; round < rounds; round++) {
    matches.cost.fill(Infinity)
    matchPass(canvas, matches, random, false)
    matchPass(canvas, matches, random, true)
    vote(canvas, matches, weightOf)
  }
}

/**
 * Completes the hole with patches of the known picture, from small to large. Wexler, Shechtman, Irani 2007,
 * "Space-Time Completion of Video", with the matching of Barnes et al. 2009. Undefined when nothing is known to copy.
 */
export function complete(canvas: Canvas, random: () => number): Matches | undefined {
  const levels: Canvas[] = [canvas]
  for (let last = canvas; Math.min(last.width, last.height) > 40; levels.push(last))
    last = halved(last)
  levels.reverse()
  let previous: { canvas: Canvas; matches: Matches } | undefined
  for (const [index, level] of levels.entries()) {
    if (previous) seed(level, previous.canvas)
    else peel(level)
    const matches = previous
      ? carried(previous.canvas, previous.matches, level)
      : emptyMatches(level)
    if (matches.sources.length === 0) {
      if (index === levels.length - 1) return undefined
      previous = undefined
      continue
    }
    refine(level, matches, index === 0 ? 8 : index === levels.length - 1 ? 2 : 3, random)
    previous = { canvas: level, matches }
  }
  return previous?.matches
}

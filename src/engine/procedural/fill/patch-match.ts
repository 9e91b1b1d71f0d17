/** One size of the picture while it is being completed. RGB as floats, three a pixel. */
export interface Canvas {
  width: number
  height: number
  rgb: Float32Array
  /** 1 where the picture is unknown. */
  hole: Uint8Array
}

/** For each target pixel the place whose surroundings are most like its own. */
export interface Matches {
  /** Pixels whose patch touches the hole. */
  targets: Int32Array
  /** Index of the best source pixel, by pixel; -1 outside the targets. */
  source: Int32Array
  /** Squared distance of the patches, by pixel. */
  cost: Float32Array
  /** 1 where a whole known patch lies around a pixel. */
  valid: Uint8Array
  /** All pixels with a known patch. */
  sources: Int32Array
}

export const reach = 3

/** Marks every pixel whose square of `radius` holds a marked one, or leaves the canvas when `edge` is set. */
function near(
  { width, height }: Canvas,
  marked: Uint8Array,
  radius: number,
  edge: boolean,
): Uint8Array {
  const rows = new Uint8Array(marked.length)
  const out = new Uint8Array(marked.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let found =
        edge && (x < radius || y < radius || x >= width - radius || y >= height - radius) ? 1 : 0
      for (let dx = Math.max(-radius, -x); !found && dx <= Math.min(radius, width - 1 - x); dx++)
        found = marked[y * width + x + dx]!
      rows[y * width + x] = found
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let found = 0
      for (let dy = Math.max(-radius, -y); !found && dy <= Math.min(radius, height - 1 - y); dy++)
        found = rows[(y + dy) * width + x]!
      out[y * width + x] = found
    }
  return out
}

export function emptyMatches(canvas: Canvas): Matches {
  const touched = near(canvas, canvas.hole, reach, false)
  const blocked = near(canvas, canvas.hole, reach, true)
  const targets: number[] = []
  const sources: number[] = []
  const valid = new Uint8Array(canvas.hole.length)
  for (let at = 0; at < canvas.hole.length; at++) {
    if (touched[at]) targets.push(at)
    if (blocked[at]) continue
    valid[at] = 1
    sources.push(at)
  }
  return {
    targets: Int32Array.from(targets),
    source: new Int32Array(canvas.hole.length).fill(-1),
    cost: new Float32Array(canvas.hole.length).fill(Infinity),
    valid,
    sources: Int32Array.from(sources),
  }
}

/** Squared distance of two patches; gives up above `most`. Pixels off the canvas repeat its edge. */
function patchCost(canvas: Canvas, target: number, source: number, most: number): number {
  const { width, height, rgb } = canvas
  const tx = target % width
  const ty = (target - tx) / width
  let sum = 0
  for (let dy = -reach; dy <= reach; dy++) {
    const y = ty + dy < 0 ? 0 : ty + dy >= height ? height - 1 : ty + dy
    const from = source + dy * width
    for (let dx = -reach; dx <= reach; dx++) {
      const x = tx + dx < 0 ? 0 : tx + dx >= width ? width - 1 : tx + dx
      const a = (y * width + x) * 3
      const b = (from + dx) * 3
      const dr = rgb[a]! - rgb[b]!
      const dg = rgb[a + 1]! - rgb[b + 1]!
      const db = rgb[a + 2]! - rgb[b + 2]!
      sum += dr * dr + dg * dg + db * db
    }
    if (sum > most) return sum
  }
  return sum
}

function improve(canvas: Canvas, matches: Matches, target: number, source: number): void {
  if (source < 0 || source >= matches.valid.length || !matches.valid[source]) return
  if (source === matches.source[target]) return
  const cost = patchCost(canvas, target, source, matches.cost[target]!)
  if (cost >= matches.cost[target]!) return
  matches.cost[target] = cost
  matches.source[target] = source
}

/** Neighbours' matches, shifted by one, are likely good ones. */
function propagate(canvas: Canvas, matches: Matches, target: number, step: 1 | -1): void {
  const { width } = canvas
  for (const offset of [step, step * width]) {
    const other = target - offset
    const known = other >= 0 && other < matches.source.length ? matches.source[other]! : -1
    if (known >= 0) improve(canvas, matches, target, known + offset)
  }
}

/** Guesses in ever smaller squares round the best one so far. */
function search(canvas: Canvas, matches: Matches, target: number, random: () => number): void {
  const { width, height } = canvas
  for (let radius = Math.max(width, height) / 2; radius >= 1; radius /= 2) {
    const best = matches.source[target]!
    const bx = best % width
    const by = (best - bx) / width
    const x = Math.round(bx + (random() * 2 - 1) * radius)
    const y = Math.round(by + (random() * 2 - 1) * radius)
    if (x >= 0 && y >= 0 && x < width && y < height) improve(canvas, matches, target, y * width + x)
  }
}

/** One pass over all targets. Barnes et al. 2009, "PatchMatch", section 3.2. */
export function matchPass(
  canvas: Canvas,
  matches: Matches,
  random: () => number,
  backwards: boolean,
): void {
  const { targets, source, cost, sources } = matches
  const step = backwards ? -1 : 1
  for (let index = 0; index < targets.length; index++) {
    const target = targets[backwards ? targets.length - 1 - index : index]!
    if (source[target]! < 0) source[target] = sources[Math.floor(random() * sources.length)]!
    if (cost[target] === Infinity)
      cost[target] = patchCost(canvas, target, source[target]!, Infinity)
    propagate(canvas, matches, target, step)
    search(canvas, matches, target, random)
  }
}

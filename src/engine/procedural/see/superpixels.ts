import type { Lab } from '../raster/lab.ts'

/** A picture cut into small patches of one colour each. */
export interface Superpixels {
  width: number
  height: number
  count: number
  /** Patch of each pixel. */
  labels: Int32Array
}

interface Centres {
  l: Float32Array
  a: Float32Array
  b: Float32Array
  x: Float32Array
  y: Float32Array
  count: number
}

function seedCentres({ width, height, l, a, b }: Lab, step: number): Centres {
  const columns = Math.max(1, Math.round(width / step))
  const rows = Math.max(1, Math.round(height / step))
  const count = columns * rows
  const centres: Centres = {
    l: new Float32Array(count),
    a: new Float32Array(count),
    b: new Float32Array(count),
    x: new Float32Array(count),
    y: new Float32Array(count),
    count,
  }
  for (let index = 0; index < count; index++) {
    const x = Math.min(width - 1, Math.floor((((index % columns) + 0.5) * width) / columns))
    const y = Math.min(
      height - 1,
      Math.floor(((Math.floor(index / columns) + 0.5) * height) / rows),
    )
    const at = y * width + x
    centres.l[index] = l[at]!
    centres.a[index] = a[at]!
    centres.b[index] = b[at]!
    centres.x[index] = x
    centres.y[index] = y
  }
  return centres
}

function assign(
  lab: Lab,
  centres: Centres,
  step: number,
  weight: number,
  labels: Int32Array,
): void {
  const { width, height, l, a, b } = lab
  const best = new Float32Array(labels.length).fill(Infinity)
  for (let index = 0; index < centres.count; index++) {
    const [cl, ca, cb] = [centres.l[index]!, centres.a[index]!, centres.b[index]!]
    const [cx, cy] = [centres.x[index]!, centres.y[index]!]
    const left = Math.max(0, Math.floor(cx - step))
    const right = Math.min(width - 1, Math.ceil(cx + step))
    const bottom = Math.min(height - 1, Math.ceil(cy + step))
    for (let y = Math.max(0, Math.floor(cy - step)); y <= bottom; y++) {
      for (let x = left, at = y * width + left; x <= right; x++, at++) {
        const dl = l[at]! - cl
        const da = a[at]! - ca
        const db = b[at]! - cb
        const dx = x - cx
        const dy = y - cy
        const distance = dl * dl + da * da + db * db + (dx * dx + dy * dy) * weight
        if (distance >= best[at]!) continue
        best[at] = distance
        labels[at] = index
      }
    }
  }
}

function moveCentres(lab: Lab, centres: Centres, labels: Int32Array): void {
  const counts = new Float32Array(centres.count)
  for (const key of ['l', 'a', 'b', 'x', 'y'] as const) centres[key].fill(0)
  for (let at = 0; at < labels.length; at++) {
    const index = labels[at]!
    counts[index]! += 1
    centres.l[index]! += lab.l[at]!
    centres.a[index]! += lab.a[at]!
    centres.b[index]! += lab.b[at]!
    centres.x[index]! += at % lab.width
    centres.y[index]! += Math.floor(at / lab.width)
  }
  for (let index = 0; index < centres.count; index++) {
    const count = Math.max(1, counts[index]!)
    for (const key of ['l', 'a', 'b', 'x', 'y'] as const) centres[key][index]! /= count
  }
}

/** Marks the patch of equal labels around `start` and returns its pixels. Four neighbours. */
function floodLabel(
  labels: Int32Array,
  width: number,
  start: number,
  to: Int32Array,
  label: number,
  stack: Int32Array,
): number {
  const wanted = labels[start]!
  let top = 0
  let count = 0
  stack[count++] = start
  to[start] = label
  while (top < count) {
    const at = stack[top++]!
    const x = at % width
    for (let side = 0; side < 4; side++) {
      const next =
        side === 0
          ? x > 0
            ? at - 1
            : -1
          : side === 1
            ? x < width - 1
              ? at + 1
              : -1
            : side === 2
              ? at - width
              : at + width
      if (next < 0 || next >= labels.length || to[next] !== -1 || labels[next] !== wanted) continue
      to[next] = label
      stack[count++] = next
    }
  }
  return count
}

/** Gives every patch one piece; pieces under `smallest` pixels join the patch before them. */
function connect(labels: Int32Array, width: number, height: number, smallest: number): Superpixels {
  const joined = new Int32Array(labels.length).fill(-1)
  const stack = new Int32Array(labels.length)
  let count = 0
  for (let start = 0; start < labels.length; start++) {
    if (joined[start] !== -1) continue
    const size = floodLabel(labels, width, start, joined, count, stack)
    const before =
      start % width > 0 ? joined[start - 1]! : start >= width ? joined[start - width]! : -1
    if (size >= smallest || before < 0) count += 1
    else for (let index = 0; index < size; index++) joined[stack[index]!] = before
  }
  return { width, height, count, labels: joined }
}

/**
 * About `wanted` patches that follow edges. Achanta et al. 2012, "SLIC Superpixels"; `compactness` is its m.
 */
export function superpixels(lab: Lab, wanted: number, compactness = 9): Superpixels {
  const { width, height } = lab
  const step = Math.max(2, Math.sqrt((width * height) / wanted))
  const centres = seedCentres(lab, step)
  const labels = new Int32Array(width * height)
  for (let round = 0; round < 5; round++) {
    assign(lab, centres, step * 1.2, (compactness / step) ** 2, labels)
    moveCentres(lab, centres, labels)
  }
  return connect(labels, width, height, (step * step) / 5)
}

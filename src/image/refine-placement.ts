import type { LumaSquare, Placement } from './register.ts'

/** What is fitted: where an output's pixel lies in the source, and how its luma follows the source's. */
type Fit = [
  scaleX: number,
  shiftX: number,
  scaleY: number,
  shiftY: number,
  gain: number,
  offset: number,
]

const fitOf = ({ scaleX, scaleY, shiftX, shiftY }: Placement): Fit => [
  1 / scaleX,
  shiftX,
  1 / scaleY,
  shiftY,
  1,
  0,
]

const placementOf = ([x, shiftX, y, shiftY]: Fit): Placement => ({
  scaleX: 1 / x,
  scaleY: 1 / y,
  shiftX,
  shiftY,
})

/** Gaussian elimination with partial pivoting; undefined when singular. */
function solve(matrix: number[][], right: readonly number[]): number[] | undefined {
  const size = right.length
  const rows = matrix.map((row, index) => [...row, right[index]!])
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return undefined
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row]![column]! / rows[column]![column]!
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * rows[column]![at]!
    }
  }
  const answer: number[] = Array.from({ length: size }, () => 0)
  for (let row = size - 1; row >= 0; row--) {
    let sum = rows[row]![size]!
    for (let at = row + 1; at < size; at++) sum -= rows[row]![at]! * answer[at]!
    answer[row] = sum / rows[row]![row]!
  }
  return answer
}

type Visit = (residual: number, slopes: Float64Array) => void

/** From 256 px on every second pixel of every second row says as much of six numbers as all of them. */
const strideOf = ({ side }: LumaSquare): number => (side >= 256 ? 2 : 1)

/** Calls back with output - (gain x source + offset) at each pixel that the source shows, and its slopes by the fit. */
function eachResidual(output: LumaSquare, source: LumaSquare, fit: Fit, visit: Visit): void {
  const { side } = output
  const [kx, tx, ky, ty, gain, offset] = fit
  const slopes = new Float64Array(6)
  const step = strideOf(output)
  for (let y = 0; y < side; y += step) {
    const v = (y + 0.5) / side - 0.5
    const fromY = (v * ky + ty + 0.5) * side - 0.5
    const top = Math.floor(fromY)
    if (top < 0 || top >= side - 1) continue
    const down = fromY - top
    for (let x = 0; x < side; x += step) {
      const u = (x + 0.5) / side - 0.5
      const fromX = (u * kx + tx + 0.5) * side - 0.5
      const left = Math.floor(fromX)
      if (left < 0 || left >= side - 1) continue
      const across = fromX - left
      const at = top * side + left
      const a = source.data[at]!
      const b = source.data[at + 1]!
      const c = source.data[at + side]!
      const d = source.data[at + side + 1]!
      const value =
        (a * (1 - across) + b * across) * (1 - down) + (c * (1 - across) + d * across) * down
      const slopeX = gain * side * ((b - a) * (1 - down) + (d - c) * down)
      const slopeY = gain * side * ((c - a) * (1 - across) + (d - b) * across)
      slopes[0] = slopeX * u
      slopes[1] = slopeX
      slopes[2] = slopeY * v
      slopes[3] = slopeY
      slopes[4] = value
      slopes[5] = 1
      visit(output.data[y * side + x]! - gain * value - offset, slopes)
    }
  }
}

/** Differences of luma above this are what was edited, and say nothing of where the rest lies. */
const cap = 24

/** Mean capped difference of luma after gain and offset; half the frame must be shown. */
function placementCost(output: LumaSquare, source: LumaSquare, fit: Fit): number {
  let sum = 0
  let count = 0
  eachResidual(output, source, fit, (residual) => {
    sum += Math.min(cap, Math.abs(residual))
    count += 1
  })
  const looked = Math.ceil(output.side / strideOf(output)) ** 2
  return count * 2 < looked ? Infinity : sum / count
}

/** One step of Gauss-Newton with the weights of Geman and McClure: what was edited pulls at nothing. */
function stepped(
  output: LumaSquare,
  source: LumaSquare,
  fit: Fit,
  free: readonly number[],
  width: number,
): Fit {
  const size = free.length
  const sums = new Float64Array(size * size)
  const right = new Float64Array(size)
  eachResidual(output, source, fit, (residual, slopes) => {
    const ratio = residual / width
    const weight = 1 / (1 + ratio * ratio) ** 2
    if (weight < 1e-3) return
    for (let row = 0; row < size; row++) {
      const slope = weight * slopes[free[row]!]!
      right[row]! += slope * residual
      for (let column = row; column < size; column++)
        sums[row * size + column]! += slope * slopes[free[column]!]!
    }
  })
  const matrix = free.map((_, row) =>
    free.map((__, column) => sums[Math.min(row, column) * size + Math.max(row, column)]!),
  )
  const step = solve(matrix, [...right])
  if (!step) return fit
  const next: Fit = [...fit]
  for (const [row, index] of free.entries()) next[index]! += step[row]!
  return next
}

const everything = [0, 1, 2, 3, 4, 5]
const withoutScale = [1, 3, 4, 5]

/** Wide at first, so that what is displaced still pulls; narrow at the end, so that edits do not. */
const widths = [50, 45, 40, 36, 32, 28, 24, 20, 16, 13, 10, 8]

function iterate(
  pyramid: readonly [LumaSquare, LumaSquare][],
  start: Fit,
  free: readonly number[],
): Fit {
  let fit = start
  for (const [index, [output, source]] of pyramid.entries()) {
    const from = index === 0 ? 0 : widths.length - 3
    for (const width of widths.slice(from)) fit = stepped(output, source, fit, free, width)
  }
  return fit
}

const isSane = ([kx, tx, ky, ty]: Fit): boolean =>
  [kx, ky].every((scale) => scale > 0.7 && scale < 1.1) &&
  [tx, ty].every((shift) => Math.abs(shift) < 0.25)

/** Sides of the smaller picture as it is: what is less than half a pixel there is no change of scale. */
export interface Frame {
  width: number
  height: number
}

/**
 * A placement to about a twentieth of a pixel, from one that is within some pixels of it, and the mean difference of
 * luma that it leaves (0 to 24). `pyramid` holds (output, source) squares from coarse to fine. A change of scale that
 * moves the border by less than half a pixel is taken for none.
 */
export function refinePlacement(
  pyramid: readonly [LumaSquare, LumaSquare][],
  start: Placement,
  { width, height }: Frame,
): { placement: Placement; cost: number } {
  const [output, source] = pyramid.at(-1)!
  let fit = iterate(pyramid, fitOf(start), everything)
  const isScaled = Math.abs(fit[0] - 1) * width > 1 || Math.abs(fit[2] - 1) * height > 1
  if (!isScaled) fit = iterate(pyramid, [1, fit[1], 1, fit[3], fit[4], fit[5]], withoutScale)
  if (!isSane(fit)) return { placement: start, cost: Infinity }
  return { placement: placementOf(fit), cost: placementCost(output, source, fit) }
}

/** What is left where the frames are laid on each other, once gain and offset are taken out. */
export function costInPlace(pyramid: readonly [LumaSquare, LumaSquare][]): number {
  const still: Fit = [1, 0, 1, 0, 1, 0]
  const fit = iterate(pyramid, still, [4, 5])
  return placementCost(...pyramid.at(-1)!, fit)
}

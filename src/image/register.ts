/** Where one picture lies in another, found on luma alone. Fractions of the frame, so that no size is meant. */
export interface Placement {
  /** The output shows the source this much enlarged: 1.1 = a tenth was cropped away. */
  scaleX: number
  scaleY: number
  /** How far the output's centre lies from the source's, as a fraction of the side. */
  shiftX: number
  shiftY: number
}

/** One number a pixel, 0 to 255, row by row; both pictures of a search are squares of this side. */
export interface LumaSquare {
  side: number
  data: Float32Array
}

export const inPlace: Placement = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0 }

/**
 * Mean absolute difference where the two overlap, each pixel of `output` taken back to where `placement`
 * says it lies in `source` (nearest pixel). Infinite when less than half overlaps.
 */
function mismatch(
  output: LumaSquare,
  source: LumaSquare,
  placement: Placement,
  step: number,
): number {
  const { side } = output
  const middle = (side - 1) / 2
  let sum = 0
  let count = 0
  let tried = 0
  for (let y = 0; y < side; y += step) {
    const fromY = Math.round(middle + (y - middle) / placement.scaleY + placement.shiftY * side)
    for (let x = 0; x < side; x += step) {
      tried += 1
      const fromX = Math.round(middle + (x - middle) / placement.scaleX + placement.shiftX * side)
      if (fromX < 0 || fromY < 0 || fromX >= side || fromY >= side) continue
      sum += Math.abs((output.data[y * side + x] ?? 0) - (source.data[fromY * side + fromX] ?? 0))
      count += 1
    }
  }
  return count * 2 < tried ? Infinity : sum / count
}

interface Found {
  placement: Placement
  cost: number
}

interface Search {
  output: LumaSquare
  source: LumaSquare
  step: number
}

/** The best of a grid of shifts around a placement; `reach` and `by` as fractions of the side. */
function bestShift(search: Search, around: Placement, reach: number, by: number): Found {
  let best: Found = {
    placement: around,
    cost: mismatch(search.output, search.source, around, search.step),
  }
  const steps = Math.round(reach / by)
  for (let down = -steps; down <= steps; down++) {
    for (let right = -steps; right <= steps; right++) {
      const placement = {
        ...around,
        shiftX: around.shiftX + right * by,
        shiftY: around.shiftY + down * by,
      }
      const cost = mismatch(search.output, search.source, placement, search.step)
      if (cost < best.cost) best = { placement, cost }
    }
  }
  return best
}

const least = (found: readonly Found[]): Found =>
  found.reduce((best, one) => (one.cost < best.cost ? one : best))

const zooms = [1, 1.02, 1.05, 1.08, 1.12, 1.16, 1.2, 1.25]

/** Finer and finer: half the scale step and a shift of two pixels around what was found before. */
function refine(search: Search, start: Found): Found {
  let best = start
  for (const scaleStep of [0.01, 0.005]) {
    const { placement } = best
    const scales = placement.scaleX === 1 && placement.scaleY === 1 ? [0] : [-1, 0, 1]
    const tried = scales.map((sign) =>
      bestShift(
        search,
        {
          ...placement,
          scaleX: placement.scaleX * (1 + sign * scaleStep),
          scaleY: placement.scaleY * (1 + sign * scaleStep),
        },
        2 / search.output.side,
        1 / search.output.side,
      ),
    )
    best = least([best, ...tried])
  }
  return best
}

/**
 * Where `output` lies in `source`: a shift of up to 5 % of the side, an enlargement of up to 1.25 (a crop),
 * or `stretch`, the enlargement that a cropped aspect ratio would mean. In place unless another placement
 * explains most of the difference: an edit changes the picture too.
 */
export function register(
  coarse: { output: LumaSquare; source: LumaSquare },
  fine: { output: LumaSquare; source: LumaSquare },
  stretch: readonly (readonly [number, number])[],
): Placement {
  const search: Search = { ...coarse, step: 1 }
  const still = mismatch(coarse.output, coarse.source, inPlace, 1)
  const scales = [...zooms.map((zoom) => [zoom, zoom] as const), ...stretch]
  const candidates = scales.map(([scaleX, scaleY]) => {
    // What is enlarged was cropped anywhere, so its middle may lie as far off as the crop is deep.
    const reach = Math.max(0.05, (Math.max(scaleX, scaleY) - 1) / 2)
    return bestShift(search, { ...inPlace, scaleX, scaleY }, reach, 1 / coarse.output.side)
  })
  const found = least(candidates)
  if (found.cost > still * 0.6) return inPlace
  return refine(
    { ...fine, step: 1 },
    { ...found, cost: mismatch(fine.output, fine.source, found.placement, 1) },
  ).placement
}

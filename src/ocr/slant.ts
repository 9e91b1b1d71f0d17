import type { Pixels } from '#image/pixels.ts'
import { warp } from '#image/similarity.ts'

/** A box that lies along a line of text; `turn` is the angle of its long side to the horizontal, clockwise. */
export interface Slant {
  centre: { x: number; y: number }
  width: number
  height: number
  /** Radians, -pi/2 to pi/2. */
  turn: number
}

/**
 * The box along the principal axis of a patch, given as row-major indices of a picture of that width;
 * in pixels of the picture that is `scale` times as large.
 */
export function slantOf(
  indices: Int32Array,
  width: number,
  [sx, sy]: readonly [number, number],
): Slant {
  const xs = Array.from(indices, (index) => ((index % width) + 0.5) * sx)
  const ys = Array.from(indices, (index) => (Math.floor(index / width) + 0.5) * sy)
  const n = indices.length
  const cx = xs.reduce((sum, x) => sum + x, 0) / n
  const cy = ys.reduce((sum, y) => sum + y, 0) / n
  let [xx, xy, yy] = [0, 0, 0]
  for (let at = 0; at < n; at++) {
    const [dx, dy] = [xs[at]! - cx, ys[at]! - cy]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  const turn = Math.atan2(2 * xy, xx - yy) / 2
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  let [left, right, top, bottom] = [0, 0, 0, 0]
  for (let at = 0; at < n; at++) {
    const [dx, dy] = [xs[at]! - cx, ys[at]! - cy]
    const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin]
    left = Math.min(left, along)
    right = Math.max(right, along)
    top = Math.min(top, across)
    bottom = Math.max(bottom, across)
  }
  const [alongMid, acrossMid] = [(left + right) / 2, (top + bottom) / 2]
  return {
    centre: { x: cx + alongMid * cos - acrossMid * sin, y: cy + alongMid * sin + acrossMid * cos },
    width: right - left + sx,
    height: bottom - top + sy,
    turn,
  }
}

/** The line turned to the horizontal, `height` pixels high; `flipped` = upside down. */
export function uprightLine(
  picture: Pixels,
  slant: Slant,
  height: number,
  flipped: boolean,
): Pixels {
  const scale = slant.height / height
  const width = Math.max(1, Math.round(slant.width / scale))
  const turn = slant.turn + (flipped ? Math.PI : 0)
  return warp(
    picture,
    {
      a: scale * Math.cos(turn),
      b: scale * Math.sin(turn),
      source: slant.centre,
      target: { x: (width - 1) / 2, y: (height - 1) / 2 },
    },
    width,
    height,
  )
}

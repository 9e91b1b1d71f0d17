import type { Rgb } from '#net/rgb.ts'
import type { Span } from './tiles.ts'

/** Where position `at` lies when an axis is mirrored at its ends, the end itself not repeated. */
export function mirrored(at: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const inside = ((at % period) + period) % period
  return inside < length ? inside : period - inside
}

const padded = (size: number, multiple: number): number => Math.ceil(size / multiple) * multiple

/**
 * A tile of a picture, filled up by reflection on all sides until its sides are multiples.
 * `left` and `top` say where the tile itself begins in it.
 */
export function cutTile(
  picture: Rgb,
  across: Span,
  down: Span,
  multiple: number,
): { tile: Rgb; left: number; top: number } {
  const width = padded(across.size, multiple)
  const height = padded(down.size, multiple)
  const left = Math.floor((width - across.size) / 2)
  const top = Math.floor((height - down.size) / 2)
  const data = new Float32Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const row = mirrored(down.start + y - top, picture.height) * picture.width
    for (let x = 0; x < width; x++) {
      const from = (row + mirrored(across.start + x - left, picture.width)) * 3
      const to = (y * width + x) * 3
      data[to] = picture.data[from]!
      data[to + 1] = picture.data[from + 1]!
      data[to + 2] = picture.data[from + 2]!
    }
  }
  return { tile: { width, height, data }, left, top }
}

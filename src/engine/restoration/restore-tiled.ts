import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RestorationNet } from '#net/restoration-net.ts'
import type { Rgb } from '#net/rgb.ts'
import { cutTile } from './cut.ts'
import { planSpans, spanWeights, type Span } from './tiles.ts'

export interface TileSize {
  /** Longest side of a tile, in input pixels. */
  side: number
  overlap: number
}

export interface Restored {
  picture: Rgb
  tiles: number
  /** Time inside the net. */
  inferenceMs: number
}

interface Placed extends Span {
  weights: Float32Array
}

const placed = (length: number, net: RestorationNet, { side, overlap }: TileSize): Placed[] => {
  const spans = planSpans(length, { side, overlap, multiple: net.multiple })
  const weights = spanWeights(spans, length, overlap, net.scale)
  return spans.map((span, index) => ({ ...span, weights: weights[index]! }))
}

/** Adds a restored tile to the whole, each pixel by its weight. */
function add(
  whole: Rgb,
  tile: Rgb,
  offset: { left: number; top: number },
  at: Placed[],
  scale: number,
): void {
  const [across, down] = at as [Placed, Placed]
  for (const [y, weightY] of down.weights.entries()) {
    const fromRow = (offset.top * scale + y) * tile.width + offset.left * scale
    const toRow = (down.start * scale + y) * whole.width + across.start * scale
    for (const [x, weightX] of across.weights.entries()) {
      const weight = weightX * weightY
      const from = (fromRow + x) * 3
      const to = (toRow + x) * 3
      for (let c = 0; c < 3; c++)
        whole.data[to + c]! += weight * Math.max(0, Math.min(1, tile.data[from + c]!))
    }
  }
}

/**
 * Sends a picture through a net tile by tile, so that memory depends on the tile and not on the
 * picture, and blends the tiles where they overlap. Undefined when it was aborted: a net cannot be
 * interrupted, so the signal is asked before each tile.
 */
export async function restoreTiled(
  picture: Rgb,
  net: RestorationNet,
  size: TileSize,
  signal: AbortSignal,
): Promise<Restored | undefined> {
  const columns = placed(picture.width, net, size)
  const rows = placed(picture.height, net, size)
  const width = picture.width * net.scale
  const height = picture.height * net.scale
  const whole: Rgb = { width, height, data: new Float32Array(width * height * 3) }
  let inferenceMs = 0
  for (const down of rows) {
    for (const across of columns) {
      await nextTurn()
      if (signal.aborted) return undefined
      const { tile, left, top } = cutTile(picture, across, down, net.multiple)
      const startedAt = performance.now()
      const restored = net.restore(tile)
      inferenceMs += performance.now() - startedAt
      add(whole, restored, { left, top }, [across, down], net.scale)
    }
  }
  return { picture: whole, tiles: rows.length * columns.length, inferenceMs }
}

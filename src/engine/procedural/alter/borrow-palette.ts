import type { Pixels } from '#image/pixels.ts'
import { toLab, writeLab, type Lab } from '../raster/lab.ts'

type Axis = 'l' | 'a' | 'b'

/** Sorted sample of one axis: its distribution. */
function sampled({ l, a, b }: Lab, axis: Axis): Float32Array {
  const values = { l, a, b }[axis]
  const step = Math.max(1, Math.floor(values.length / 4096))
  const sample = new Float32Array(Math.floor(values.length / step))
  for (let at = 0; at < sample.length; at++) sample[at] = values[at * step]!
  return sample.sort()
}

/** A table that carries values of one distribution to another by rank, from `low` in steps of a quarter. */
function rankTable(
  own: Float32Array,
  wanted: Float32Array,
  low: number,
  high: number,
): Float32Array {
  const table = new Float32Array(Math.round((high - low) * 4) + 1)
  let rank = 0
  for (let step = 0; step < table.length; step++) {
    const value = low + step / 4
    while (rank < own.length - 1 && own[rank]! < value) rank += 1
    table[step] =
      wanted[
        Math.min(
          wanted.length - 1,
          Math.floor((rank / Math.max(1, own.length - 1)) * (wanted.length - 1)),
        )
      ]!
  }
  // Steps between ranks would show as bands.
  for (let pass = 0; pass < 2; pass++)
    for (let step = 2; step < table.length - 2; step++)
      table[step] =
        (table[step - 2]! + table[step - 1]! + table[step]! + table[step + 1]! + table[step + 2]!) /
        5
  return table
}

/**
 * Gives a picture the colours of another: each axis of L*a*b* takes the other's distribution.
 * Reinhard et al. 2001, "Color Transfer between Images", with ranks instead of mean and spread (Neumann 2005).
 */
export function borrowPalette(pixels: Pixels, reference: Pixels, strength = 0.92): Pixels {
  const own = toLab(pixels)
  const other = toLab(reference)
  const [low, high] = [-110, 130]
  const tables = (['l', 'a', 'b'] as const).map((axis) =>
    rankTable(sampled(own, axis), sampled(other, axis), low, high),
  )
  const carried = (table: Float32Array, value: number): number => {
    const at = Math.min(table.length - 1.001, Math.max(0, (value - low) * 4))
    const first = Math.floor(at)
    return table[first]! + (table[first + 1]! - table[first]!) * (at - first)
  }
  const data = pixels.data.slice()
  for (let at = 0; at < own.l.length; at++) {
    const [l, a, b] = [own.l[at]!, own.a[at]!, own.b[at]!]
    writeLab(
      data,
      at * 4,
      l + (carried(tables[0]!, l) - l) * strength,
      a + (carried(tables[1]!, a) - a) * strength,
      b + (carried(tables[2]!, b) - b) * strength,
    )
  }
  return { ...pixels, data }
}

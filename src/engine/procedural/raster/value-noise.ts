import { enlarge } from './enlarge.ts'
import { grain } from './grain.ts'

/**
 * Cloudy noise, 0 to 1, mean about 0.5: random grids of doubling fineness, interpolated and summed
 * (Perlin 1985, value noise). `cell` is the size of the largest blotch in pixels; `stretch` widens it.
 */
export function valueNoise(
  width: number,
  height: number,
  options: { cell: number; seed: number; octaves?: number; stretch?: number },
): Float32Array {
  const { cell, seed, octaves = 4, stretch = 1 } = options
  const random = grain(seed)
  const sum = new Float32Array(width * height)
  let weight = 0.5
  let total = 0
  for (let octave = 0; octave < octaves; octave++) {
    const size = Math.max(1, cell / 2 ** octave)
    const columns = Math.max(2, Math.round(width / (size * stretch)) + 1)
    const rows = Math.max(2, Math.round(height / size) + 1)
    const grid = Float32Array.from({ length: columns * rows }, random)
    const plane = enlarge({ width: columns, height: rows, data: grid }, width, height)
    for (let index = 0; index < sum.length; index++) sum[index]! += weight * plane[index]!
    total += weight
    weight /= 2
  }
  for (let index = 0; index < sum.length; index++) sum[index]! /= total
  return sum
}

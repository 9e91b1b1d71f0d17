import type { Pixels } from '#image/pixels.ts'

function meanOver(a: Pixels, b: Pixels, error: (difference: number) => number): number {
  const byDifference = Float64Array.from({ length: 256 }, (_, value) => error(value / 255))
  const counts = new Float64Array(256)
  for (let at = 0; at < a.data.length; at += 4) {
    for (let channel = at; channel < at + 3; channel++)
      counts[Math.abs(a.data[channel]! - b.data[channel]!)]! += 1
  }
  const sum = counts.reduce((total, count, value) => total + count * byDifference[value]!, 0)
  return sum / (a.width * a.height * 3)
}

/** Mean absolute difference over RGB in 0 to 1, of two pictures of one size. */
export const meanAbsolute = (a: Pixels, b: Pixels): number => meanOver(a, b, (value) => value)

/** Mean squared difference over RGB in 0 to 1, of two pictures of one size. */
export const meanSquared = (a: Pixels, b: Pixels): number =>
  meanOver(a, b, (value) => value * value)

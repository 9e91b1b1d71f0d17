import { describe, expect, it } from 'vitest'
import { inpaint } from '#engine/procedural/fill/inpaint.ts'
import { membrane } from '#engine/procedural/fill/membrane.ts'
import { guidedFilter } from '#engine/procedural/raster/guided-filter.ts'
import { toLab, writeLab } from '#engine/procedural/raster/lab.ts'
import { fillHoles, grow, shrink } from '#engine/procedural/raster/morphology.ts'
import { srgbToLab } from '#image/colour.ts'
import type { Mask, Pixels } from '#image/pixels.ts'

const side = 96

const picture = (colour: (x: number, y: number) => readonly [number, number, number]): Pixels => {
  const data = new Uint8Array(side * side * 4)
  for (let at = 0; at < side * side; at++) {
    data.set(colour(at % side, Math.floor(at / side)), at * 4)
    data[at * 4 + 3] = 255
  }
  return { width: side, height: side, data }
}

const box = (left: number, top: number, right: number, bottom: number): Mask => {
  const data = new Uint8Array(side * side)
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [at % side, Math.floor(at / side)]
    if (x >= left && x < right && y >= top && y < bottom) data[at] = 255
  }
  return { width: side, height: side, data }
}

/** Mean absolute difference inside a mask. */
const error = (one: Pixels, two: Pixels, { data }: Mask): number => {
  let [sum, count] = [0, 0]
  for (let at = 0; at < data.length; at++) {
    if (!data[at]) continue
    for (let c = 0; c < 3; c++) sum += Math.abs(one.data[at * 4 + c]! - two.data[at * 4 + c]!)
    count += 3
  }
  return sum / count
}

/** The same picture with its hole painted magenta, so that nothing of the answer is left in it. */
const holed = (whole: Pixels, { data }: Mask): Pixels => {
  const cut = whole.data.slice()
  for (let at = 0; at < data.length; at++) if (data[at]) cut.set([255, 0, 255], at * 4)
  return { ...whole, data: cut }
}

describe('filling', () => {
  const hole = box(34, 30, 62, 58)

  it('continues a gradient smoothly', () => {
    const whole = picture((x, y) => [60 + x, 90 + y, 140])
    expect(error(membrane(holed(whole, hole), hole), whole, hole)).toBeLessThan(3)
  })

  it('continues a texture that a smooth fill would lose', () => {
    const whole = picture((x, y) =>
      Math.floor(x / 6) % 2 === 0 ? [200, 80, 60] : [40 + (y % 3), 90, 120],
    )
    const cut = holed(whole, hole)
    const patches = error(inpaint(cut, hole, { seed: 1, patches: true }), whole, hole)
    const smooth = error(inpaint(cut, hole, { seed: 1, patches: false }), whole, hole)
    expect(patches).toBeLessThan(20)
    expect(patches).toBeLessThan(smooth / 2)
  })

  it('leaves known pixels alone, and all of them without a hole', () => {
    const whole = picture((x, y) => [(x * 7) % 255, (y * 5) % 255, 99])
    const filled = inpaint(holed(whole, hole), hole, { seed: 3, patches: true })
    const known: Mask = { ...hole, data: hole.data.map((value) => (value ? 0 : 255)) }
    expect(error(filled, whole, known)).toBe(0)
    expect(inpaint(whole, box(0, 0, 0, 0), { seed: 1, patches: true })).toBe(whole)
  })

  it('has an answer when nothing is known', () => {
    const whole = picture(() => [1, 2, 3])
    expect(inpaint(whole, box(0, 0, side, side), { seed: 1, patches: true }).data).toHaveLength(
      side * side * 4,
    )
  })
})

describe('rasters', () => {
  it('carry colours to L*a*b* and back', () => {
    const whole = picture((x, y) => [x * 2, y * 2, (x * y) % 256])
    const lab = toLab(whole)
    const back = new Uint8Array(4)
    for (const at of [0, 500, 4000, 9000]) {
      const [l, a, b] = srgbToLab(
        whole.data[at * 4]!,
        whole.data[at * 4 + 1]!,
        whole.data[at * 4 + 2]!,
      )
      expect([lab.l[at], lab.a[at], lab.b[at]]).toEqual([
        expect.closeTo(l, 0),
        expect.closeTo(a, 0),
        expect.closeTo(b, 0),
      ])
      writeLab(back, 0, lab.l[at]!, lab.a[at]!, lab.b[at]!)
      for (let c = 0; c < 3; c++)
        expect(Math.abs(back[c]! - whole.data[at * 4 + c]!)).toBeLessThanOrEqual(2)
    }
  })

  it('grow, shrink and fill masks', () => {
    const count = ({ data }: Mask): number => data.filter((value) => value > 0).length
    const small = box(40, 40, 50, 50)
    expect(count(grow(small, 3))).toBe(16 * 16)
    expect(count(shrink(grow(small, 3), 3))).toBe(100)
    const ring = grow(small, 5).data.map((value, at) => (value && !small.data[at] ? 255 : 0))
    expect(count(fillHoles({ width: side, height: side, data: ring }))).toBe(20 * 20)
  })

  it('smooth along edges, not over them', () => {
    const guide = picture((x) => (x < 48 ? [20, 30, 40] : [220, 200, 180]))
    const noisy = Float32Array.from(
      { length: side * side },
      (_, at) => (at % side < 48 ? 0 : 1) + ((at * 37) % 7) / 70,
    )
    const { data } = guidedFilter(guide, noisy, { radius: 4, epsilon: 1e-3 })
    const row = side * 40
    expect(data[row + 46]!).toBeLessThan(0.2)
    expect(data[row + 49]!).toBeGreaterThan(0.9)
    expect(Math.abs(data[row + 20]! - data[row + 21]!)).toBeLessThan(0.02)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutTile, mirrored } from '#engine/restoration/cut.ts'
import { restoreTiled } from '#engine/restoration/restore-tiled.ts'
import { planSpans, spanWeights } from '#engine/restoration/tiles.ts'
import { loadRestorationNet, type RestorationNet } from '#net/restoration-net.ts'
import type { Rgb } from '#net/rgb.ts'

const tilings = fc
  .record({
    length: fc.integer({ min: 1, max: 900 }),
    units: fc.integer({ min: 1, max: 6 }),
    multiple: fc.constantFrom(1, 2, 64),
    quarter: fc.integer({ min: 0, max: 8 }),
    scale: fc.constantFrom(1, 2, 3),
  })
  .map(({ length, units, multiple, quarter, scale }) => {
    const side = Math.max(multiple, 64) * units
    return { length, scale, tiling: { side, multiple, overlap: Math.min(quarter * 4, side / 4) } }
  })

/** Stripes and slopes, so that a shifted or lost pixel shows. */
const patterned = (width: number, height: number): Rgb => ({
  width,
  height,
  data: Float32Array.from({ length: width * height * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3)
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    return 0.5 + 0.3 * Math.sin(x / 3 + y / 5) + (((x >> 3) + (y >> 3) + index) % 2) * 0.15
  }),
})

const worstDifference = (a: Rgb, b: Rgb): number =>
  a.data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b.data[at]!)), 0)

/** A net that answers with what it is given, each pixel repeated. */
const echo = (scale: number, multiple: number, seen: number[] = []): RestorationNet => ({
  package: 'echo',
  version: '1',
  scale,
  multiple,
  restore: ({ width, height, data }) => {
    seen.push(width * height)
    expect([width % multiple, height % multiple]).toEqual([0, 0])
    const out = new Float32Array(width * height * scale * scale * 3)
    for (let at = 0; at < out.length; at++) {
      const pixel = Math.floor(at / 3)
      const x = Math.floor((pixel % (width * scale)) / scale)
      const y = Math.floor(pixel / (width * scale) / scale)
      out[at] = data[(y * width + x) * 3 + (at % 3)]!
    }
    return { width: width * scale, height: height * scale, data: out }
  },
  dispose: () => {},
})

describe('tiles', () => {
  it('cover an axis, overlap as asked, and weigh 1 together at every pixel', () => {
    fc.assert(
      fc.property(tilings, ({ length, scale, tiling }) => {
        const spans = planSpans(length, tiling)
        const { side, multiple, overlap } = tiling
        expect(spans[0]!.start).toBe(0)
        expect(spans.at(-1)!.start + spans.at(-1)!.size).toBe(length)
        for (const [index, { start, size }] of spans.entries()) {
          expect(size).toBeLessThanOrEqual(side)
          if (spans.length > 1) expect(size % multiple).toBe(0)
          const before = spans[index - 1]
          if (before) expect(before.start + before.size - start).toBeGreaterThanOrEqual(overlap)
        }
        const sums = new Float64Array(length * scale)
        for (const [index, own] of spanWeights(spans, length, overlap, scale).entries())
          for (const [at, weight] of own.entries())
            sums[spans[index]!.start * scale + at]! += weight
        for (const sum of sums) expect(sum).toBeCloseTo(1, 5)
      }),
    )
  })

  it('are filled up by reflection, however small the picture', () => {
    expect([-3, -1, 0, 3, 4, 6, 9].map((at) => mirrored(at, 4))).toEqual([3, 1, 0, 3, 2, 0, 3])
    expect(mirrored(-7, 1)).toBe(0)
    const picture = patterned(3, 2)
    const { tile, left, top } = cutTile(picture, { start: 0, size: 3 }, { start: 0, size: 2 }, 64)
    expect([tile.width, tile.height, left, top]).toEqual([64, 64, 30, 31])
    const at = (rgb: Rgb, x: number, y: number): number => rgb.data[(y * rgb.width + x) * 3]!
    expect(at(tile, left, top)).toBe(at(picture, 0, 0))
    expect(at(tile, left - 1, top)).toBe(at(picture, 1, 0))
    expect(at(tile, left + 3, top + 2)).toBe(at(picture, 1, 0))
  })

  it('put a picture together as it was, whatever its size, scale and tiles', async () => {
    const { signal } = new AbortController()
    const sides = fc.integer({ min: 1, max: 150 })
    await fc.assert(
      fc.asyncProperty(
        sides,
        sides,
        fc.constantFrom(1, 2),
        fc.constantFrom(1, 16),
        async (width, height, scale, multiple) => {
          const picture = patterned(width, height)
          const seen: number[] = []
          const net = echo(scale, multiple, seen)
          const restored = await restoreTiled(picture, net, { side: 64, overlap: 16 }, signal)
          const whole = echo(scale, 1).restore(picture)
          expect(Math.max(...seen)).toBeLessThanOrEqual(64 * 64)
          expect(restored!.picture).toMatchObject({ width: whole.width, height: whole.height })
          expect(worstDifference(restored!.picture, whole)).toBeLessThan(1e-5)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('leave no seam: esrgan-slim by tiles is esrgan-slim at once', async () => {
    const { signal } = new AbortController()
    const net = await loadRestorationNet(
      { package: '@upscalerjs/esrgan-slim', path: '2x' },
      'Upscaling',
    )
    const picture = patterned(120, 90)
    const atOnce = await restoreTiled(picture, net, { side: 512, overlap: 24 }, signal)
    const tiled = await restoreTiled(picture, net, { side: 64, overlap: 24 }, signal)
    expect([atOnce!.tiles, tiled!.tiles]).toEqual([1, 6])
    expect(worstDifference(tiled!.picture, atOnce!.picture)).toBeLessThan(0.5 / 255)
    net.dispose()
  })

  it('stop between two of them when the call is aborted', async () => {
    const stop = new AbortController()
    const seen: number[] = []
    const net = echo(1, 1, seen)
    const stopping = {
      ...net,
      restore: (picture: Rgb) => {
        if (seen.length === 2) stop.abort()
        return net.restore(picture)
      },
    }
    const answer = await restoreTiled(
      patterned(200, 200),
      stopping,
      { side: 64, overlap: 16 },
      stop.signal,
    )
    expect(answer).toBeUndefined()
    expect(seen.length).toBe(3)
  })
})

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { alignTo } from '#image/align.ts'
import type { Pixels } from '#image/pixels.ts'
import { deltaE2000, srgbToLab, type Lab } from '#image/colour.ts'
import { connectedComponents } from '#image/components.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import { resizePixels } from '#image/resize.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { rasteriseSvg } from '#image/svg.ts'

const svg = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${body}</svg>`
const red = svg('<rect width="64" height="64" fill="#f00"/>')

describe('decoding', () => {
  it('turns a picture upright before its size is told', async () => {
    const jpeg = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#00f' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(await decodeImage(jpeg)).toMatchObject({ width: 4, height: 8 })
    expect(inspectImage(jpeg)).toEqual({ width: 4, height: 8, mediaType: 'image/jpeg' })
  })

  it('refuses what is broken, too large in pixels or bytes, or no picture', async () => {
    const png = await encodePng(await rasteriseSvg(red, 64, 64))
    await expect(decodeImage(png.subarray(0, 60))).rejects.toMatchObject({ code: 'image-invalid' })
    await expect(decodeImage(new TextEncoder().encode('<html>'))).rejects.toMatchObject({
      code: 'image-invalid',
    })
    await expect(decodeImage(png, { pixels: 100 })).rejects.toMatchObject({
      code: 'image-too-large',
    })
    await expect(decodeImage(png, { bytes: 10 })).rejects.toMatchObject({ code: 'image-too-large' })
    expect(() => inspectImage(new TextEncoder().encode('<html></html> nothing here'))).toThrow(
      /no known picture/,
    )
  })

  it('keeps pixels and masks through PNG', async () => {
    const pixels = await rasteriseSvg(red, 16, 16)
    expect(pixelDigest(await decodeImage(await encodePng(pixels)))).toBe(pixelDigest(pixels))
    const mask = { width: 2, height: 1, data: new Uint8Array([0, 255]) }
    expect([...(await decodeMask(await encodeMaskPng(mask))).data]).toEqual([0, 255])
  })
})

describe('drawing', () => {
  it('draws Latin and Chinese text with the bundled fonts', async () => {
    const draw = async (text: string, family: string) =>
      pixelDigest(
        await rasteriseSvg(
          svg(`<text y="40" font-size="30" font-family="${family}">${text}</text>`),
          64,
          64,
        ),
      )
    expect(await draw('茶', 'Noto Sans SC')).not.toBe(await draw('书', 'Noto Sans SC'))
    expect(await draw('A', 'DejaVu Sans')).not.toBe(await draw('B', 'DejaVu Sans'))
  })

  it('refuses to look outside the drawing', async () => {
    await expect(
      rasteriseSvg(svg('<image href="file:///etc/passwd" width="9" height="9"/>'), 8, 8),
    ).rejects.toThrow(/outside/)
  })
})

describe('resizing', () => {
  it('keeps the middle in the middle, larger and smaller', async () => {
    const blob = (side: number): Pixels => ({
      width: side,
      height: side,
      data: Uint8Array.from({ length: side * side * 4 }, (_, at) => {
        const [x, y] = [(at >> 2) % side, Math.floor((at >> 2) / side)]
        const far = ((x + 0.5) / side - 0.5) ** 2 + ((y + 0.5) / side - 0.5) ** 2
        return at % 4 === 3 ? 255 : Math.round(250 * Math.exp(-far / 0.0128))
      }),
    })
    for (const [from, width, height] of [
      [100, 128, 128],
      [100, 300, 50],
      [127, 128, 128],
      [200, 100, 64],
    ] as const) {
      const { data } = await resizePixels(blob(from), width, height)
      let [sum, right, down] = [0, 0, 0]
      for (let index = 0; index < width * height; index++) {
        const value = data[index * 4]!
        sum += value
        right += value * ((index % width) + 0.5)
        down += value * (Math.floor(index / width) + 0.5)
      }
      expect(right / sum).toBeCloseTo(width / 2, 1)
      expect(down / sum).toBeCloseTo(height / 2, 1)
      expect(data.length).toBe(width * height * 4)
    }
  })
})

describe('colour', () => {
  it('gives the differences of Sharma et al., table 1', () => {
    const pairs: [Lab, Lab, number][] = [
      [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
      [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
      [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
      [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
      [[50, -1.1848, -84.8006], [50, 0, -82.7485], 1],
      [[50, -0.9009, -85.5211], [50, 0, -82.7485], 1],
      [[50, 0, 0], [50, -1, 2], 2.3669],
      [[50, -1, 2], [50, 0, 0], 2.3669],
      [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
      [[50, 2.49, -0.001], [50, -2.49, 0.001], 7.1792],
      [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
      [[50, 2.49, -0.001], [50, -2.49, 0.0012], 7.2195],
      [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
      [[50, -0.001, 2.49], [50, 0.001, -2.49], 4.8045],
      [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
      [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
      [[50, 2.5, 0], [73, 25, -18], 27.1492],
      [[50, 2.5, 0], [61, -5, 29], 22.8977],
      [[50, 2.5, 0], [56, -27, -3], 31.903],
      [[50, 2.5, 0], [58, 24, 15], 19.4535],
      [[50, 2.5, 0], [50, 3.1736, 0.5854], 1],
      [[50, 2.5, 0], [50, 3.2972, 0], 1],
      [[50, 2.5, 0], [50, 1.8634, 0.5757], 1],
      [[50, 2.5, 0], [50, 3.2592, 0.335], 1],
      [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
      [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
      [[61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731],
      [[35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645],
      [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
      [[36.4612, 47.858, 18.3852], [36.2715, 50.5065, 21.2231], 1.4146],
      [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
      [[90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381],
      [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
      [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
    ]
    expect(pairs).toHaveLength(34)
    for (const [a, b, expected] of pairs) {
      expect(deltaE2000(a, b)).toBeCloseTo(expected, 4)
      expect(deltaE2000(b, a)).toBeCloseTo(expected, 4)
    }
  })

  it('puts white at L* 100 without colour', () => {
    const [l, a, b] = srgbToLab(255, 255, 255)
    expect(l).toBeCloseTo(100, 3)
    expect(Math.hypot(a, b)).toBeLessThan(0.02)
  })
})

describe('components', () => {
  it('joins diagonal neighbours and measures each patch', () => {
    const data = Uint8Array.from([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255])
    const found = connectedComponents({ width: 4, height: 3, data })
    expect(found.map(({ area, box }) => [area, box])).toEqual([
      [2, { x: 0, y: 0, width: 2, height: 2 }],
      [1, { x: 3, y: 2, width: 1, height: 1 }],
    ])
    expect(connectedComponents({ width: 4, height: 3, data }, 2)).toHaveLength(1)
  })
})

describe('alignment', () => {
  const drawn = (dx: number, extra = '', view = '0 0 64 64', width = 512, height = 512) =>
    rasteriseSvg(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" preserveAspectRatio="none"><rect width="64" height="64" fill="#9cf"/><circle cx="${30 + dx}" cy="30" r="14" fill="#c30"/><rect x="${6 + dx}" y="44" width="30" height="12" fill="#252"/><path d="M${40 + dx} 8 l12 20 l-20 4 z" fill="#fd5"/>${extra}</svg>`,
      width,
      height,
    )
  const meanDifference = (a: Pixels, b: Pixels): number =>
    a.data.reduce((sum, value, index) => sum + Math.abs(value - (b.data[index] ?? 0)), 0) /
    a.data.length

  it('takes a shift back and leaves an edit alone', async () => {
    const source = await drawn(0)
    const shifted = await alignTo(await drawn(1.5), source)
    expect(shifted.policy).toBe('shifted')
    // Moved right by 1.5 of 64: the output's centre lies that far to the left in the source.
    expect(shifted.placement.shiftX).toBeCloseTo(-1.5 / 64, 2)
    expect(shifted.placement.shiftY).toBeCloseTo(0, 2)
    const edited = await drawn(0, '<circle cx="52" cy="50" r="8" fill="#fc0"/>')
    const kept = await alignTo(edited, source)
    expect(kept.policy).toBe('none')
    expect(kept.pixels).toBe(edited)
    expect((await alignTo(await drawn(0, '', '0 0 64 64', 100, 100), source)).policy).toBe(
      'resized',
    )
  })

  it('takes a crop back, also one that changed size and aspect', async () => {
    const source = await drawn(0)
    // The window 6..62 x 4..60 of 64: enlarged by 64/56, its centre 2 right of and level with the source's.
    const cropped = await drawn(0, '', '6 4 56 56')
    const back = await alignTo(cropped, source)
    expect(back.policy).toBe('cropped')
    expect(back.placement.scaleX).toBeCloseTo(64 / 56, 1)
    expect(back.placement.shiftX).toBeCloseTo(2 / 64, 1)
    expect(meanDifference(back.pixels, source)).toBeLessThan(meanDifference(cropped, source) * 0.4)
    const wide = await alignTo(await drawn(0, '', '0 8 64 48', 400, 300), source)
    expect(wide.policy).toBe('resized+cropped')
    expect(wide.placement.scaleX).toBeCloseTo(1, 1)
    expect(wide.placement.scaleY).toBeCloseTo(64 / 48, 1)
  })
})

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { setUpFonts } from '#image/fonts.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { loadRestorationNet } from '#net/restoration-net.ts'
import { pixelsOf, rgbOf, type Rgb } from '#net/rgb.ts'
import { loadTensorflow } from '#net/tensorflow.ts'

const slim = '@upscalerjs/esrgan-slim'

const scene = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">
  <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#8fb8de"/><stop offset="1" stop-color="#f3e3c8"/></linearGradient></defs>
  <rect width="256" height="256" fill="url(#sky)"/>
  <path d="M0 190 Q60 150 130 185 T256 170 V256 H0 Z" fill="#4d7a48"/>
  <circle cx="190" cy="60" r="24" fill="#f6d365"/>
  <rect x="60" y="110" width="80" height="80" fill="#c8553d" stroke="#402218" stroke-width="3"/>
  <path d="M50 112 L100 70 L150 112 Z" fill="#5b3a29"/>
  <path d="M160 200 L240 120 M20 30 L110 44 M20 40 L110 54" stroke="#2d3142" stroke-width="2"/>
  <text x="66" y="160" font-family="DejaVu Sans" font-size="26" fill="#fff">CAFE</text>
  <text x="20" y="236" font-family="DejaVu Serif" font-size="18" fill="#f4f1de">open 8 to 19:30, daily</text>
</svg>`

/** A drawn scene of 256 x 256, half of it, and the half enlarged by bicubic. */
async function pictures(): Promise<{ whole: Rgb; small: Rgb; bicubic: Rgb }> {
  setUpFonts()
  const sized = async (from: Uint8Array, side: number): Promise<Uint8Array> =>
    sharp(from).removeAlpha().resize(side, side, { kernel: 'cubic' }).png().toBuffer()
  const drawn = await encodePng(await rasteriseSvg(scene, 256, 256))
  const small = await sized(drawn, 128)
  const [whole, half, bicubic] = await Promise.all(
    [drawn, small, await sized(small, 256)].map(async (png) => rgbOf(await decodeImage(png))),
  )
  return { whole: whole!, small: half!, bicubic: bicubic! }
}

/** Peak signal-to-noise ratio in dB over all channels, after rounding to 8 bits. */
function psnr(a: Rgb, b: Rgb): number {
  const [one, two] = [pixelsOf(a).data, pixelsOf(b).data]
  let sum = 0
  for (let at = 0; at < one.length; at++) if (at % 4 !== 3) sum += (one[at]! - two[at]!) ** 2
  return 10 * Math.log10((255 ** 2 * a.width * a.height * 3) / sum)
}

describe('esrgan-slim', () => {
  it('brings back more at 2x than bicubic does', async () => {
    const { whole, small, bicubic } = await pictures()
    const net = await loadRestorationNet({ package: slim, path: '2x' }, 'Upscaling')
    expect(net).toMatchObject({ package: slim, scale: 2, multiple: 1 })
    const restored = net.restore(small)
    expect([restored.width, restored.height]).toEqual([256, 256])
    expect(psnr(restored, whole)).toBeGreaterThan(psnr(bicubic, whole) + 1)
    net.dispose()
  })

  it('leaves nothing behind when used again, or when put away', async () => {
    const tf = await loadTensorflow('A test')
    const before = tf.memory().numTensors
    const net = await loadRestorationNet({ package: slim, path: '2x' }, 'Upscaling')
    const { small } = await pictures()
    const first = net.restore(small)
    const loaded = tf.memory().numTensors
    expect(net.restore(small).data).toEqual(first.data)
    expect(tf.memory().numTensors).toBe(loaded)
    net.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('rgb', () => {
  it('takes every byte there and back, and cuts off what is out of range', () => {
    const data = Uint8Array.from({ length: 1024 }, (_, index) =>
      index % 4 === 3 ? 255 : index >> 2,
    )
    const picture = { width: 16, height: 16, data }
    expect(pixelsOf(rgbOf(picture))).toEqual(picture)
    expect(pixelsOf({ width: 1, height: 1, data: Float32Array.of(-0.2, 0.5, 1.7) }).data).toEqual(
      Uint8Array.of(0, 128, 255, 255),
    )
  })
})

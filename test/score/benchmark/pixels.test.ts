import { describe, expect, it } from 'vitest'
import { encodeMaskPng } from '#image/encode.ts'
import { magicBrushMean, magicBrushOutput } from '#score/benchmark/magic-brush.ts'
import { lastSquare, pieBackground, withBorder } from '#score/benchmark/pie-bench.ts'
import { pieMse, piePsnr, pieSsim } from '#score/benchmark/pie-metrics.ts'
import { formulaPictures } from '../../fixture/formula-pictures.ts'
import { asImage, imageOf, metricInput, scoreWith, valueWith } from '../../fixture/metric-input.ts'

describe('MagicBrush', () => {
  it('reads what an output is from its name', () => {
    expect(magicBrushOutput('out/123/123_1.png')).toEqual({
      session: '123',
      turn: 1,
      chain: 'ground-truth',
    })
    expect(magicBrushOutput('123_inde_2.png')).toEqual({
      session: '123',
      turn: 2,
      chain: 'ground-truth',
    })
    expect(magicBrushOutput('123_iter_3.png')).toEqual({
      session: '123',
      turn: 3,
      chain: 'own-output',
    })
    expect(magicBrushOutput('123-mask.png')).toBeUndefined()
  })

  it('takes all turns from true pictures, or the last of each chain of own ones', () => {
    const turn = (
      session: string,
      number: number,
      chain: 'ground-truth' | 'own-output',
      value?: number,
    ) => ({
      session,
      turn: number,
      chain,
      value,
    })
    const turns = [
      turn('a', 1, 'ground-truth', 0.1),
      turn('a', 2, 'ground-truth', 0.2),
      turn('a', 2, 'own-output', 0.4),
      turn('a', 3, 'own-output', 0.7),
      turn('b', 1, 'ground-truth', 0.3),
      turn('c', 1, 'ground-truth', undefined),
    ]
    expect(magicBrushMean(turns, 'single-turn')).toEqual({
      value: expect.closeTo(0.2, 12),
      n: 3,
      missing: 1,
    })
    // The last turns: a3 of its own chain, b1, and c1, which is missing.
    expect(magicBrushMean(turns, 'multi-turn')).toEqual({
      value: expect.closeTo(0.5, 12),
      n: 2,
      missing: 1,
    })
  })
})

describe('PIE-Bench', () => {
  const { width, height } = formulaPictures.base
  const data = new Uint8Array(width * height)
  for (let y = 20; y < 50; y++) data.fill(255, y * width + 30, y * width + 70)
  const mask = { width, height, data }

  it('blackens what may be edited, border included, and counts it', async () => {
    // Made by scikit-image 0.19.3 (SSIM of each channel, data_range 1) and numpy on the same pixels and mask.
    const expected = {
      mse: 0.0016430072301251656,
      psnr: 27.843605254288736,
      ssim: 0.8675980556611131,
    }
    const found = pieBackground(formulaPictures.base, formulaPictures.noisy, mask)
    expect(found?.mse).toBeCloseTo(expected.mse, 10)
    expect(found?.psnr).toBeCloseTo(expected.psnr, 8)
    expect(found?.ssim).toBeCloseTo(expected.ssim, 7)
    const input = metricInput({
      source: await imageOf(formulaPictures.base),
      output: await imageOf(formulaPictures.noisy),
      mask: asImage(await encodeMaskPng(mask)),
    })
    expect(await valueWith(pieMse, input)).toBeCloseTo(expected.mse, 10)
    expect(await valueWith(piePsnr, input)).toBeCloseTo(expected.psnr, 8)
    expect(await valueWith(pieSsim, input)).toBeCloseTo(expected.ssim, 7)
  })

  it('has no number where no background is left, and sets the four borders', async () => {
    const all = { width, height, data: new Uint8Array(width * height).fill(255) }
    expect(pieBackground(formulaPictures.base, formulaPictures.noisy, all)).toBeUndefined()
    const input = metricInput({
      source: await imageOf(formulaPictures.base),
      output: await imageOf(formulaPictures.noisy),
      mask: asImage(await encodeMaskPng(all)),
    })
    expect(await scoreWith(piePsnr, input)).toMatchObject({
      state: 'unscored',
      notApplicable: true,
    })
    const empty = withBorder({ width: 4, height: 3, data: new Uint8Array(12) })
    expect([...empty.data].map((value) => value / 255)).toEqual([
      1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1,
    ])
  })

  it('cuts the last square out of a row of pictures', () => {
    const row = { width: 8, height: 4, data: new Uint8Array(8 * 4 * 4) }
    row.data[(3 * 8 + 7) * 4] = 9
    const square = lastSquare(row, 4)
    expect([square.width, square.height, square.data.at(-4)]).toEqual([4, 4, 9])
    expect(lastSquare({ ...row, width: 4, height: 8 }, 4).data).toHaveLength(64)
  })
})

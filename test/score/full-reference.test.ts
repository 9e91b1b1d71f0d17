import { describe, expect, it } from 'vitest'
import { blurEffect } from '#score/quality/blur.ts'
import { luma709 } from '#score/quality/luma.ts'
import { ciede2000, l1, l2, psnr, ssim } from '#score/plain/full-reference.ts'
import { preservationPsnr } from '#score/preservation/psnr.ts'
import { preservationSsim } from '#score/preservation/ssim.ts'
import { formulaPictures } from '../fixture/formula-pictures.ts'
import { imageOf, metricInput, scoreWith, valueWith } from '../fixture/metric-input.ts'

/**
 * Made by scikit-image 0.19.3 on the same pixels: structural_similarity(data_range=255, gaussian_weights=True,
 * sigma=1.5, use_sample_covariance=False) on .299R + .587G + .114B, peak_signal_noise_ratio, deltaE_ciede2000.
 */
const published = {
  noisy: {
    ssim: 0.796900595,
    psnr: 26.883584015,
    ciede2000: 4.2357065,
    l1: 0.038792041,
    l2: 0.00204947,
  },
  dimmed: {
    ssim: 0.975715227,
    psnr: 21.697069027,
    ciede2000: 6.3935365,
    l1: 0.067595486,
    l2: 0.006765394,
  },
  shifted: {
    ssim: 0.882097429,
    psnr: 18.655027592,
    ciede2000: 8.7467406,
    l1: 0.082909858,
    l2: 0.013630043,
  },
  blurred: {
    ssim: 0.995404198,
    psnr: 40.817245677,
    ciede2000: 0.4682059,
    l1: 0.004520527,
    l2: 0.000082847,
  },
}

describe('plain full-reference metrics', () => {
  for (const [name, expected] of Object.entries(published) as [
    keyof typeof published,
    (typeof published)['noisy'],
  ][]) {
    it(`are those of scikit-image and MagicBrush on the ${name} picture`, async () => {
      const input = metricInput({
        source: await imageOf(formulaPictures.base),
        output: await imageOf(formulaPictures[name]),
      })
      expect(await valueWith(ssim, input)).toBeCloseTo(expected.ssim, 6)
      expect(await valueWith(psnr, input)).toBeCloseTo(expected.psnr, 6)
      expect(await valueWith(ciede2000, input)).toBeCloseTo(expected.ciede2000, 4)
      expect(await valueWith(l1, input)).toBeCloseTo(expected.l1, 8)
      expect(await valueWith(l2, input)).toBeCloseTo(expected.l2, 8)
    })
  }

  it('look at the right answer where there is one, and align only when asked to', async () => {
    const source = await imageOf(formulaPictures.base)
    const output = await imageOf(formulaPictures.blurred)
    const withAnswer = metricInput({ source, output, truthReference: output })
    expect(await scoreWith(psnr, withAnswer)).toEqual({
      state: 'scored',
      value: 100,
      detail: { exact: true, against: 'reference', policy: 'none' },
    })
    expect(await scoreWith(psnr, metricInput({ output }))).toEqual({
      state: 'unscored',
      reason: 'needs a right answer or a source',
    })
  })

  it('are what preservation measures where nothing may change and nothing was moved', async () => {
    const input = metricInput({
      source: await imageOf(formulaPictures.base),
      output: await imageOf(formulaPictures.noisy),
      align: 'none',
      // A mask that leaves everything in place.
      mask: await imageOf({ ...formulaPictures.base, data: new Uint8Array(96 * 80 * 4) }),
    })
    expect(await valueWith(preservationSsim, input)).toBeCloseTo(published.noisy.ssim, 6)
    expect(await valueWith(preservationPsnr, input)).toBeCloseTo(published.noisy.psnr, 6)
  })
})

describe('blur', () => {
  it('is that of scikit-image', () => {
    const values = {
      base: 0.7977682091761472,
      noisy: 0.6978330547588334,
      blurred: 0.816129897930993,
    }
    for (const [name, expected] of Object.entries(values) as [keyof typeof values, number][]) {
      const { plane, width, height } = luma709(formulaPictures[name])
      expect(blurEffect(plane, width, height)).toBeCloseTo(expected, 9)
    }
  })
})

import { describe, expect, it } from 'vitest'
import type { Operation } from '#engine/restoration/operation.ts'
import { planSteps, type StepLimits } from '#engine/restoration/plan-steps.ts'

const slim: StepLimits = { tier: 'esrgan-slim', maxPixels: undefined }

const planned = (
  operations: Operation[],
  picture: { width: number; height: number },
  limits: StepLimits = slim,
) => {
  const plan = planSteps(operations, picture, limits)
  if ('unsupported' in plan) return plan.unsupported
  return {
    steps: plan.steps.map(({ net, choice, width, height }) => [
      net,
      [choice.name.package, choice.name.path].filter(Boolean).join('/'),
      `${width}x${height}`,
    ]),
    warnings: plan.warnings.map(({ kind, message }) => `${kind}: ${message}`),
    size: `${plan.width}x${plan.height}`,
  }
}

describe('the steps of a restoration', () => {
  it('give each net the size that the one before it left', () => {
    const operations: Operation[] = [
      { op: 'denoise' },
      { op: 'upscale', factor: 3 },
      { op: 'upscale', factor: 2 },
    ]
    expect(
      planned(operations, { width: 100, height: 60 }, { ...slim, tier: 'esrgan-thick' }),
    ).toEqual({
      steps: [
        ['denoise', '@upscalerjs/maxim-denoising', '100x60'],
        ['upscale', '@upscalerjs/esrgan-thick/3x', '100x60'],
        ['upscale', '@upscalerjs/esrgan-thick/2x', '300x180'],
      ],
      warnings: [],
      size: '600x360',
    })
  })

  it('make a picture that is too large for a repair smaller, and say so', () => {
    expect(planned([{ op: 'brighten' }], { width: 2048, height: 1024 })).toEqual({
      steps: [['brighten', '@upscalerjs/maxim-enhancement', '724x362']],
      warnings: [
        'resized: made smaller, from 2048 x 1024 to 724 x 362: more than 262144 pixels would take too long (params.maxPixels)',
      ],
      size: '724x362',
    })
    expect(
      planned([{ op: 'brighten' }], { width: 2048, height: 1024 }, { ...slim, maxPixels: 3e6 }),
    ).toMatchObject({ warnings: [], size: '2048x1024' })
  })

  it('count a strip as wide as a net is given it', () => {
    expect(planned([{ op: 'retouch' }], { width: 1, height: 40_000 })).toMatchObject({
      steps: [['retouch', '@upscalerjs/maxim-retouching', '1x4096']],
      warnings: [expect.stringContaining('from 1 x 40000 to 1 x 4096')],
    })
  })

  it('do not make a picture smaller in order to make it larger', () => {
    expect(planned([{ op: 'upscale', factor: 8 }], { width: 1024, height: 1024 })).toBe(
      '1024 x 1024 is more than the 262144 pixels that are upscaled by 8 (params.maxPixels)',
    )
  })

  it('take 2x where no factor is named, and name the factors there are', () => {
    expect(planned([{ op: 'upscale' }], { width: 10, height: 10 })).toMatchObject({
      warnings: ['other: no factor was named: 2x was taken'],
      size: '20x20',
    })
    expect(planned([{ op: 'upscale', factor: 5 }], { width: 10, height: 10 })).toBe(
      'there is no net for 5x; there are 2, 3, 4, 8',
    )
  })
})

import type { Metric } from '#schema/metric.ts'
import { pieMse, piePsnr, pieSsim } from './benchmark/pie-metrics.ts'
import type { PixelMetric } from './define-metric.ts'
import { editEvidence } from './edit/evidence.ts'
import { editFocus } from './edit/focus.ts'
import { editMagnitude } from './edit/magnitude.ts'
import { editSpill } from './edit/spill.ts'
import { editStrength } from './edit/strength.ts'
import { cost, latency, timeToImage } from './measured.ts'
import { palette } from './palette.ts'
import { ciede2000, l1, l2, psnr, ssim } from './plain/full-reference.ts'
import {
  colourDrift,
  preservationDe2000,
  preservationDe2000P95,
  preservationDe2000Undrifted,
} from './preservation/colour.ts'
import {
  preservationAspect,
  preservationCrop,
  preservationScale,
  preservationShift,
} from './preservation/geometry.ts'
import { preservationPsnr, preservationPsnrUndrifted } from './preservation/psnr.ts'
import { preservationSsim, preservationSsimUndrifted } from './preservation/ssim.ts'
import { bakeySaturation, bakeyShallowFocus } from './quality/bakeyness.ts'
import { qualityBlocking } from './quality/blocking.ts'
import { qualityBlur } from './quality/blur.ts'
import { qualityClipping } from './quality/clipping.ts'
import { qualityNoise } from './quality/noise.ts'
import { referenceInside } from './reference-inside.ts'
import { sceneFound } from './scene-found.ts'
import { textCer } from './text-cer.ts'

export const inlineMetrics: readonly Metric[] = [latency, timeToImage, cost]

const preservation: readonly PixelMetric[] = [
  preservationPsnr,
  preservationPsnrUndrifted,
  preservationSsim,
  preservationSsimUndrifted,
  preservationDe2000,
  preservationDe2000Undrifted,
  preservationDe2000P95,
  colourDrift,
  preservationShift,
  preservationScale,
  preservationCrop,
  preservationAspect,
]

const edit: readonly PixelMetric[] = [
  editEvidence,
  editStrength,
  editFocus,
  editSpill,
  editMagnitude,
]

const quality: readonly PixelMetric[] = [
  qualityBlur,
  qualityNoise,
  qualityClipping,
  qualityBlocking,
  bakeySaturation,
  bakeyShallowFocus,
]

/** In the order in which a worker scores them: what shares a step stands together. */
export const pixelMetrics: readonly PixelMetric[] = [
  referenceInside,
  ...preservation,
  ...edit,
  ...quality,
  psnr,
  ssim,
  ciede2000,
  l1,
  l2,
  piePsnr,
  pieMse,
  pieSsim,
  palette,
  sceneFound,
  textCer,
]

import type { Metric } from '#schema/metric.ts'
import type { PixelMetric } from './define-metric.ts'
import { editMagnitude } from './edit-magnitude.ts'
import { cost, latency, timeToImage } from './measured.ts'
import { palette } from './palette.ts'
import { preservationDe2000, preservationPsnr, preservationSsim } from './preservation.ts'
import { referenceInside } from './reference-inside.ts'
import { sceneFound } from './scene-found.ts'
import { textCer } from './text-cer.ts'

export const inlineMetrics: readonly Metric[] = [latency, timeToImage, cost]

export const pixelMetrics: readonly PixelMetric[] = [
  referenceInside,
  preservationPsnr,
  preservationSsim,
  preservationDe2000,
  editMagnitude,
  palette,
  sceneFound,
  textCer,
]

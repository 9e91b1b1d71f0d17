import type { Metric } from '#schema/metric.ts'
import { pieMse, piePsnr, pieSsim } from './benchmark/pie-metrics.ts'
import type { PixelMetric } from './define-metric.ts'
import { editEvidence } from './edit/evidence.ts'
import { editFocus } from './edit/focus.ts'
import { editMagnitude } from './edit/magnitude.ts'
import { editSpill } from './edit/spill.ts'
import { editStrength } from './edit/strength.ts'
import { faceFound } from './identity/face-found.ts'
import { faceFromFirst, faceFromPrevious } from './identity/face-over-turns.ts'
import { faceSimilarity } from './identity/face-similarity.ts'
import { subjectSimilarity } from './identity/subject-similarity.ts'
import { deepCosine } from './likeness/deep-cosine.ts'
import { contentCopied, contentKept } from './likeness/content.ts'
import { deepDistance } from './likeness/deep-distance.ts'
import { styleDistance } from './likeness/style-distance.ts'
import { cost, latency, timeToImage } from './measured.ts'
import { palette } from './palette.ts'
import { ciede2000, l1, l2, psnr, ssim } from './plain/full-reference.ts'
import {
  colourDrift,
  preservationDe2000,
  preservationDe2000P95,
  preservationDe2000Undrifted,
} from './preservation/colour.ts'
import { preservationDeep } from './preservation/deep.ts'
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
import { safetyFlag } from './safety/safety-flag.ts'
import { sceneFound } from './scene-found.ts'
import { cer, textCer } from './text/cer.ts'
import { textEditDistance } from './text/edit-distance.ts'
import { textExact } from './text/exact.ts'
import { textExtra } from './text/extra.ts'
import { textKept } from './text/kept.ts'
import { textMissing } from './text/missing.ts'
import { ocrText } from './text/ocr-text.ts'
import { textWords } from './text/words.ts'

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

/** By nets. */
const identity: readonly PixelMetric[] = [
  faceSimilarity,
  faceFound,
  faceFromFirst,
  faceFromPrevious,
  subjectSimilarity,
]

const likeness: readonly PixelMetric[] = [
  deepCosine,
  deepDistance,
  styleDistance,
  contentKept,
  contentCopied,
  preservationDeep,
]

const text: readonly PixelMetric[] = [
  textCer,
  textEditDistance,
  textWords,
  textExact,
  textMissing,
  textExtra,
  textKept,
  ocrText,
  cer,
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
  ...identity,
  ...likeness,
  safetyFlag,
  ...text,
]

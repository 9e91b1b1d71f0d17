import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { pixelsOf, rgbOf, type Rgb } from '#net/rgb.ts'
import type { NetShelf } from './net-shelf.ts'
import type { Step } from './plan-steps.ts'
import { restoreTiled } from './restore-tiled.ts'

/** What one step was done by. */
type StepFacts = { net: string; package: string; version: string; tiles: number }

export interface StepsTaken {
  pixels: Pixels
  steps: StepFacts[]
  /** Time inside the nets, without loading them. */
  inferenceMs: number
}

/** The transparency of the source at the new size: the nets know colours only. */
async function withAlphaOf(source: Pixels, pixels: Pixels): Promise<Pixels> {
  const isOpaque = source.data.every((value, index) => index % 4 !== 3 || value === 255)
  if (isOpaque) return pixels
  const { data } = await resizePixels(source, pixels.width, pixels.height)
  for (let at = 3; at < data.length; at += 4) pixels.data[at] = data[at]!
  return pixels
}

async function sized(picture: Rgb, { width, height }: Step): Promise<Rgb> {
  if (picture.width === width && picture.height === height) return picture
  return rgbOf(await resizePixels(pixelsOf(picture), width, height))
}

/**
 * Sends a picture through nets, one after another; undefined when it was aborted.
 * @throws MissingPackageError when a net's package, or TensorFlow.js, is absent
 */
export async function takeSteps(
  source: Pixels,
  steps: readonly Step[],
  shelf: NetShelf,
  signal: AbortSignal,
): Promise<StepsTaken | undefined> {
  let picture = rgbOf(source)
  let inferenceMs = 0
  const facts: StepFacts[] = []
  for (const step of steps) {
    if (signal.aborted) return undefined
    const net = await shelf.take(step.choice)
    const restored = await restoreTiled(await sized(picture, step), net, step.choice.tile, signal)
    if (!restored) return undefined
    picture = restored.picture
    inferenceMs += restored.inferenceMs
    facts.push({
      net: step.net,
      package: net.package,
      version: net.version,
      tiles: restored.tiles,
    })
  }
  return { pixels: await withAlphaOf(source, pixelsOf(picture)), steps: facts, inferenceMs }
}

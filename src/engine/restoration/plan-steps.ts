import type { Warning } from '#schema/attempt.ts'
import { chooseNet, factors, type NetChoice, type Tier } from './nets.ts'
import type { Operation } from './operation.ts'

/** One net, and the size of the picture that it is given. */
export interface Step {
  net: Operation['op']
  choice: NetChoice
  width: number
  height: number
}

export interface StepLimits {
  tier: Tier
  /** Input pixels of any net; absent = what each net's default is. */
  maxPixels: number | undefined
}

export type StepPlan =
  | { steps: Step[]; warnings: Warning[]; width: number; height: number }
  | { unsupported: string }

const defaultFactor = 2

const notNamed: Warning = {
  kind: 'other',
  message: `no factor was named: ${defaultFactor}x was taken`,
}

/** A net's picture is filled up to this at least, so a strip of one pixel costs as much. */
const leastSide = 64

/** The largest size of the same shape within so many pixels. */
function fit(width: number, height: number, maxPixels: number): { width: number; height: number } {
  const shrink = Math.min(
    Math.sqrt(maxPixels / (width * height)),
    maxPixels / (leastSide * Math.max(width, height)),
  )
  if (shrink >= 1) return { width, height }
  return {
    width: Math.max(1, Math.floor(width * shrink)),
    height: Math.max(1, Math.floor(height * shrink)),
  }
}

/**
 * Which nets a picture goes through, and at what size: one that is too large for a repair is made
 * smaller, and says so; one that is too large to be made larger is not taken.
 */
export function planSteps(
  operations: readonly Operation[],
  picture: { width: number; height: number },
  { tier, maxPixels }: StepLimits,
): StepPlan {
  const steps: Step[] = []
  const warnings: Warning[] = []
  let { width, height } = picture
  for (const operation of operations) {
    const factor = operation.op === 'upscale' ? (operation.factor ?? defaultFactor) : 1
    if (operation.op === 'upscale' && operation.factor === undefined) warnings.push(notNamed)
    const choice = chooseNet(operation.op, factor, tier)
    if (!choice)
      return { unsupported: `there is no net for ${factor}x; there are ${factors.join(', ')}` }
    const limit = maxPixels ?? choice.maxPixels
    const fitted = fit(width, height, limit)
    const isTooLarge = fitted.width < width || fitted.height < height
    if (operation.op === 'upscale' && isTooLarge) {
      return {
        unsupported: `${width} x ${height} is more than the ${limit} pixels that are upscaled by ${factor} (params.maxPixels)`,
      }
    }
    if (isTooLarge) {
      warnings.push({
        kind: 'resized',
        feature: 'size',
        message: `made smaller, from ${width} x ${height} to ${fitted.width} x ${fitted.height}: more than ${limit} pixels would take too long (params.maxPixels)`,
      })
    }
    steps.push({ net: operation.op, choice, ...fitted })
    width = fitted.width * factor
    height = fitted.height * factor
  }
  return { steps, warnings, width, height }
}

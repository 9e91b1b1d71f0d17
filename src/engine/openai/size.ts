import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { nearestShape, nearestSize } from '#engine/wire/nearest-shape.ts'
import type { Family } from './family.ts'

interface Size {
  size?: string
  warnings: Warning[]
}

const onGrain = (length: number, grain: number): number =>
  Math.max(grain, Math.round(length / grain) * grain)

function drawable(width: number, height: number, { sizes, grain, longest }: Family): string {
  if (sizes !== undefined) return nearestSize(`${width}x${height}`, sizes)
  if (grain === undefined) return `${width}x${height}`
  const most = longest ?? Infinity
  const [w, h] = [Math.min(width, height * most), Math.min(height, width * most)]
  return `${onGrain(w, grain)}x${onGrain(h, grain)}`
}

const told = (message: string): Warning => ({ kind: 'compatibility', feature: 'size', message })

/** The size that is sent: what was asked where the model draws it, else the nearest it draws, and that is said. */
export function sizeOf({ width, height, aspectRatio }: EngineRequest, family: Family): Size {
  if (width !== undefined && height !== undefined) {
    const size = drawable(width, height, family)
    const isAsked = size === `${width}x${height}`
    return {
      size,
      warnings: isAsked
        ? []
        : [told(`${width}x${height} is sent as ${size}: this model draws only certain sizes`)],
    }
  }
  if (aspectRatio === undefined) return { warnings: [] }
  if (family.sizes === undefined) {
    const message = 'aspectRatio is not sent: this API has no such field'
    return { warnings: [{ kind: 'unsupported', feature: 'aspectRatio', message }] }
  }
  const size = nearestShape(aspectRatio, family.sizes)
  const message = `aspect ratio ${aspectRatio} is sent as ${size}: this API takes a size`
  return { size, warnings: [{ kind: 'compatibility', feature: 'aspectRatio', message }] }
}

import type { NetName } from '#net/restoration-net.ts'
import type { Operation, Repair } from './operation.ts'
import type { TileSize } from './restore-tiled.ts'

/** Which of the upscaling nets: more weights, better pictures, more time. */
export const tiers = ['esrgan-slim', 'esrgan-medium', 'esrgan-thick'] as const
export type Tier = (typeof tiers)[number]

export const factors: readonly number[] = [2, 3, 4, 8]

/** A net, what it is for, and how it is fed. */
export interface NetChoice {
  name: NetName
  purpose: string
  tile: TileSize
  /** Input pixels that take a few minutes at most on two cores. */
  maxPixels: number
}

/** The size that these nets were trained on. */
const byTiles: TileSize = { side: 256, overlap: 32 }
/** A net that sets the tone must see all of it, or the tiles differ: only `maxPixels` bounds its memory. */
const atOnce: TileSize = { side: Infinity, overlap: 0 }

const repairs: Record<Repair, { package: string; purpose: string; tile: TileSize }> = {
  denoise: { package: 'maxim-denoising', purpose: 'Denoising', tile: byTiles },
  deblur: { package: 'maxim-deblurring', purpose: 'Deblurring', tile: byTiles },
  brighten: { package: 'maxim-enhancement', purpose: 'Brightening a dark photo', tile: atOnce },
  retouch: { package: 'maxim-retouching', purpose: 'Retouching', tile: atOnce },
  derain: { package: 'maxim-deraining', purpose: 'Removing rain', tile: byTiles },
  dehaze: { package: 'maxim-dehazing-indoor', purpose: 'Removing haze', tile: byTiles },
}

const upscaleLimits: Record<Tier, number> = {
  'esrgan-slim': 2048 * 1024,
  'esrgan-medium': 1024 * 1024,
  'esrgan-thick': 512 * 512,
}

/** Half a gigabyte while a picture of this size is put together. */
const maxOutputPixels = 4096 * 4096

export const packageOf = (name: string): string => `@upscalerjs/${name}`

/** The net for a step; undefined for a factor that no net has. `factor` is that of upscaling. */
export function chooseNet(op: Operation['op'], factor: number, tier: Tier): NetChoice | undefined {
  if (op !== 'upscale') {
    const { package: name, ...how } = repairs[op]
    return { name: { package: packageOf(name) }, ...how, maxPixels: 512 * 512 }
  }
  if (!factors.includes(factor)) return undefined
  return {
    name: { package: packageOf(tier), path: `${factor}x` },
    purpose: 'Upscaling',
    // These nets compute at the size of what they answer. Overlaps of 24 keep them within 0.1 of 255.
    tile: { side: Math.max(96, Math.floor(512 / factor)), overlap: 24 },
    maxPixels: Math.min(upscaleLimits[tier], maxOutputPixels / factor ** 2),
  }
}

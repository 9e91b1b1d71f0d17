import { z } from 'zod'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { base64Of, unsupportedSettings } from '#engine/wire/picture.ts'

/** `engine.params` of this kind. `fields` are laid over every body, and win. */
export const Params = z.strictObject({
  pollIntervalMs: z.int().min(20).default(150),
  /** How the source goes: to edit models (Kontext, Qwen-Image-Edit, ...) as a reference, to others as init image. */
  source: z.enum(['reference', 'init']).default('reference'),
  /** Which of the server's two guidances a setting's `guidance` is. FLUX knows the distilled one. */
  guidance: z.enum(['distilled_guidance', 'txt_cfg']).default('distilled_guidance'),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

type Body = Record<string, Json>

const isObject = (value: Json | undefined): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Nested objects are merged, so that a field of `sample_params` does not take the others away. */
const laidOver = (under: Body, over: Body): Body => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([name, value]) => {
      const below = under[name]
      return [name, isObject(below) && isObject(value) ? laidOver(below, value) : value]
    }),
  ),
})

const trueColour = new Set([2, 3, 6])

/** A PNG says its colour type in its 26th byte; the server refuses grey pictures. */
const isColourPng = ({ bytes }: EncodedImage): boolean =>
  inspectImage(bytes).mediaType === 'image/png' && trueColour.has(bytes[25] ?? 0)

/** The server's decoder knows PNG and JPEG, WebP only in some builds, and wants three channels: all go as PNG. */
async function asPng(image: EncodedImage): Promise<string> {
  if (isColourPng(image)) return base64Of(image)
  const bytes = await encodePng(await decodeImage(image.bytes))
  return base64Of({ bytes, mediaType: 'image/png' })
}

interface Size {
  size?: { width: number; height: number }
  warnings: Warning[]
}

const note = (feature: string, message: string): Warning => ({
  kind: 'compatibility',
  feature,
  message,
})

/**
 * Without a size the native route draws 512 x 512 whatever the source is; the server's own edit route takes the
 * source's, and so do we. With one, it cuts and scales every input to it.
 */
function sizeOf({ width, height, images: [source] }: EngineRequest): Size {
  const own = source && inspectImage(source.bytes)
  if (width !== undefined && height !== undefined) {
    const isCut = own && Math.abs(own.width * height - own.height * width) > Math.max(width, height)
    const cut = note('input', `the server cuts inputs to the shape of ${width}x${height}`)
    return { size: { width, height }, warnings: isCut ? [cut] : [] }
  }
  if (!own) return { warnings: [] }
  const size = { width: own.width, height: own.height }
  return { size, warnings: [note('size', `asked for the source's ${own.width}x${own.height}`)] }
}

/** Where the source and the others go; with a mask the source is also what stays outside it. */
async function imagesOf(request: EngineRequest, { source: as }: Params): Promise<Body> {
  const [source, ...others] = await Promise.all(request.images.map(asPng))
  if (source === undefined) return {}
  const references = as === 'reference' ? [source, ...others] : others
  // White means "paint here" to the server as to us.
  const mask = request.mask && base64Of(await whiteMask(request.mask))
  return {
    ...(references.length > 0 ? { ref_images: references } : {}),
    ...(as === 'init' || mask !== undefined ? { init_image: source } : {}),
    ...(mask === undefined ? {} : { mask_image: mask }),
    // At its default the init image would leave out a quarter of the steps.
    ...(as === 'reference' && mask !== undefined ? { strength: 1 } : {}),
  }
}

function sampleParams({ steps, guidance }: EngineRequest, params: Params): Body {
  const sample: Body = {
    ...(steps === undefined ? {} : { sample_steps: steps }),
    ...(guidance === undefined ? {} : { guidance: { [params.guidance]: guidance } }),
  }
  return Object.keys(sample).length > 0 ? { sample_params: sample } : {}
}

export interface Asked {
  body: Body
  warnings: Warning[]
}

/** The body of POST /sdcpp/v1/img_gen. Source: stable-diffusion.cpp examples/server/api.md and its parser. */
export async function bodyOf(request: EngineRequest, params: Params): Promise<Asked> {
  const { size, warnings } = sizeOf(request)
  const masked = request.mask !== undefined && request.images.length > 0
  const body: Body = {
    prompt: request.prompt,
    batch_count: 1,
    output_format: 'png',
    ...size,
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...sampleParams(request, params),
    ...(await imagesOf(request, params)),
  }
  return {
    body: laidOver(body, params.fields),
    warnings: [
      ...warnings,
      ...unsupportedSettings(
        request,
        ['aspectRatio', 'quality', ...(masked ? [] : (['mask'] as const))],
        'this API has no such field',
      ),
    ],
  }
}

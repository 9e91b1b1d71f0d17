import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { ratioOf } from '#engine/wire/aspect-ratio.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { nearestShape } from '#engine/wire/nearest-shape.ts'
import { base64Of, unsupportedSettings } from '#engine/wire/picture.ts'

/** `engine.params` of this kind. */
export const Params = z.strictObject({
  /** Into `generationConfig`, and win. */
  generationConfig: z.record(z.string(), Json).default({}),
  /** Into the body beside it, for example `safetySettings`. */
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** What all its image models draw; newer ones know more, which may be asked by `aspectRatio`. */
const shapes = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const
const sizes = ['512', '1K', '2K', '4K'] as const

/** A request may have 20 MB, base64 included; so many inputs are taken by Gemini 3. */
const requestBytes = 14 * 1024 * 1024
const mostInputs = 14

interface Shape {
  imageConfig: Record<string, Json>
  warnings: Warning[]
}

/** The shape nearest to the size asked; `quality` may name the size (`512`, `1K`, `2K`, `4K`). */
function shapeOf(request: EngineRequest): Shape {
  const { quality, aspectRatio } = request
  const asked = ratioOf(request)
  const ratio =
    asked.ratio === undefined || aspectRatio !== undefined
      ? asked.ratio
      : nearestShape(asked.ratio, shapes)
  const imageSize = sizes.find((size) => size === quality)
  return {
    imageConfig: {
      ...(ratio === undefined ? {} : { aspectRatio: ratio }),
      ...(imageSize === undefined ? {} : { imageSize }),
    },
    warnings: [
      ...asked.warnings.map((warning) => ({
        ...warning,
        message: `${request.width}x${request.height} is sent as aspect ratio ${ratio}: this API takes no size`,
      })),
      ...(quality === undefined || imageSize !== undefined
        ? []
        : unsupportedSettings(request, ['quality'], `this API knows ${sizes.join(', ')}`)),
    ],
  }
}

/** The body of one question. Sources: ai.google.dev, @google/genai. */
export async function bodyOf(
  request: EngineRequest,
  params: Params,
): Promise<{ body: Record<string, Json>; warnings: Warning[] }> {
  const bytes = Math.floor(requestBytes / Math.max(1, request.images.length))
  const inputs = await fitInputs(request, { most: mostInputs, bytes })
  const shape = shapeOf(request)
  const { prompt, seed } = request
  const parts = [
    { text: prompt },
    ...inputs.images.map((image) => ({
      inlineData: { mimeType: image.mediaType, data: base64Of(image) },
    })),
  ]
  return {
    body: {
      contents: [{ role: 'user', parts }],
      generationConfig: {
        responseModalities: ['IMAGE'],
        ...(Object.keys(shape.imageConfig).length === 0 ? {} : { imageConfig: shape.imageConfig }),
        ...(seed === undefined ? {} : { seed }),
        ...params.generationConfig,
      },
      ...params.fields,
    },
    warnings: [
      ...inputs.warnings,
      ...shape.warnings,
      ...unsupportedSettings(request, ['steps', 'guidance', 'mask'], 'this API has no such field'),
    ],
  }
}

import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { transparentMask, whiteMask } from '#engine/wire/mask.ts'
import type { Params } from './params.ts'

const fileOf = ({ bytes, mediaType }: EncodedImage) => ({
  type: 'file',
  mediaType,
  // Others may keep or detach what they are given.
  data: bytes.slice(),
})

const maskFile = async (mask: EncodedImage, { mask: polarity }: Params) =>
  fileOf(polarity === 'white' ? await whiteMask(mask) : await transparentMask(mask))

const settings = ['seed', 'steps', 'guidance', 'quality'] as const

/** The provider's options with the settings that have a place among them; the others are told. */
function placed(request: EngineRequest, { places, providerOptions }: Params) {
  const options: Record<string, Record<string, Json>> = structuredClone(providerOptions)
  const warnings: Warning[] = []
  for (const feature of settings) {
    const value = request[feature]
    if (value === undefined) continue
    const [provider, field] = places[feature]?.split('.') ?? []
    if (provider !== undefined && field !== undefined) {
      options[provider] = { ...options[provider], [field]: value }
    } else if (feature !== 'seed') {
      warnings.push({
        kind: 'unsupported',
        feature,
        message: `${feature} is not sent: the AI SDK has no place for it; name one in engine.params.places`,
      })
    }
  }
  return { options, warnings }
}

/** The options of `doGenerate` (ImageModelV2 to V4): one picture, everything in its place. */
export async function callOptionsOf(
  request: EngineRequest,
  params: Params,
): Promise<{ options: Record<string, unknown>; warnings: Warning[] }> {
  const { prompt, width, height, aspectRatio, seed, images, mask } = request
  const { options: providerOptions, warnings } = placed(request, params)
  return {
    options: {
      prompt,
      n: 1,
      size: width === undefined || height === undefined ? undefined : `${width}x${height}`,
      aspectRatio,
      seed: params.places.seed === undefined ? seed : undefined,
      files: images.length === 0 ? undefined : images.map(fileOf),
      mask: mask && (await maskFile(mask, params)),
      providerOptions,
      headers: {},
    },
    warnings,
  }
}

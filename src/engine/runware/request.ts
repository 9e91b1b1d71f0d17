import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { nearestSize } from '#engine/wire/nearest-shape.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'

/** `engine.params` of this kind. `fields` go into every task as they are, and win. */
export const Params = z.strictObject({
  /** Where the inputs go. Default: by the model's family. */
  imageField: z.enum(['inputs.referenceImages', 'referenceImages', 'seedImage']).optional(),
  outputType: z.enum(['base64Data', 'URL']).default('base64Data'),
  /** `async`: the task is queued and asked for; its handle outlives a kill. */
  deliveryMethod: z.enum(['sync', 'async']).default('sync'),
  /** Runware asks for a second and more between two questions. */
  pollIntervalMs: z.int().min(50).default(1000),
  includeGenerationTime: z.boolean().default(true),
  /** Its unit is not documented; named here, it counts as the time of inference. */
  generationTimeUnit: z.enum(['s', 'ms']).optional(),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

interface Family {
  imageField: NonNullable<Params['imageField']>
  mostInputs: number
  /** Models that Runware passes on to their makers take neither steps nor guidance. */
  steered: boolean
  sizes?: readonly [string, ...string[]]
}

/** FLUX.1 Kontext [pro] and [max] draw these and no others. Source: runware.ai/docs/models/bfl-flux-1-kontext-pro */
const kontextSizes = [
  '1024x1024',
  '1568x672',
  '1392x752',
  '1184x880',
  '1248x832',
  '832x1248',
  '880x1184',
  '752x1392',
  '672x1568',
] as const

/** By AIR, `source:model@version`. Plain FLUX.1 and community models start from the input instead of seeing it. */
function familyOf(model: string): Family {
  if (/^bfl:[34]@/.test(model)) {
    return {
      imageField: 'inputs.referenceImages',
      mostInputs: 4,
      steered: false,
      sizes: kontextSizes,
    }
  }
  const startsFromInput = /^(civitai:|runware:10[01]@)/.test(model)
  return {
    imageField: startsFromInput ? 'seedImage' : 'inputs.referenceImages',
    mostInputs: startsFromInput ? 1 : 8,
    steered: model.startsWith('runware:') || model.startsWith('civitai:'),
  }
}

function inputFields(images: EncodedImage[], field: Family['imageField']): Record<string, Json> {
  const uris = images.map(dataUriOf)
  const [first] = uris
  if (first === undefined) return {}
  if (field === 'seedImage') return { seedImage: first }
  return field === 'referenceImages'
    ? { referenceImages: uris }
    : { inputs: { referenceImages: uris } }
}

interface Size {
  fields: Record<string, Json>
  warnings: Warning[]
}

function sizeOf({ width, height }: EngineRequest, { sizes }: Family): Size {
  if (width === undefined || height === undefined) return { fields: {}, warnings: [] }
  const asked = `${width}x${height}`
  const taken = sizes === undefined ? asked : nearestSize(asked, sizes)
  const [w = width, h = height] = taken.split('x').map(Number)
  return {
    fields: { width: w, height: h },
    warnings:
      taken === asked
        ? []
        : [
            {
              kind: 'compatibility',
              feature: 'size',
              message: `${asked} is sent as ${taken}: this model draws only certain sizes`,
            },
          ],
  }
}

/** White is what may change, to Runware as to us. */
const maskField = async ({ mask }: EngineRequest): Promise<Record<string, Json>> =>
  mask === undefined ? {} : { maskImage: dataUriOf(await whiteMask(mask)) }

/** One task. Sources: runware.ai/docs, the types of Runware's own client. */
export async function taskOf(
  request: EngineRequest,
  model: string,
  taskUUID: string,
  params: Params,
): Promise<{ task: Record<string, Json>; warnings: Warning[] }> {
  const family = familyOf(model)
  const field = params.imageField ?? family.imageField
  const inputs = await fitInputs(request, { most: field === 'seedImage' ? 1 : family.mostInputs })
  const size = sizeOf(request, family)
  const masked = field === 'seedImage'
  const { prompt, seed, steps, guidance } = request
  return {
    task: {
      taskType: 'imageInference',
      taskUUID,
      model,
      positivePrompt: prompt,
      ...inputFields(inputs.images, field),
      ...(masked ? await maskField(request) : {}),
      ...size.fields,
      ...(seed === undefined ? {} : { seed }),
      ...(family.steered && steps !== undefined ? { steps } : {}),
      ...(family.steered && guidance !== undefined ? { CFGScale: guidance } : {}),
      numberResults: 1,
      outputType: params.outputType,
      outputFormat: 'PNG',
      includeCost: true,
      ...(params.includeGenerationTime ? { includeGenerationTime: true } : {}),
      ...(params.deliveryMethod === 'async' ? { deliveryMethod: 'async' } : {}),
      ...params.fields,
    },
    warnings: [
      ...inputs.warnings,
      ...size.warnings,
      ...unsupportedSettings(
        request,
        [
          'aspectRatio',
          'quality',
          ...(family.steered ? [] : (['steps', 'guidance'] as const)),
          ...(masked ? [] : (['mask'] as const)),
        ],
        'this model has no such field',
      ),
    ],
  }
}

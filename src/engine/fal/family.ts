import type { Shape } from '#engine/wire/shape.ts'

type Field = 'seed' | 'num_inference_steps' | 'guidance_scale' | 'output_format' | 'mask_url'

/** What the endpoints of one family take. Source: fal-ai/fal-js@381105e (2026-08-02) types/endpoints.ts, unless said. */
export interface Family {
  promptField: 'prompt' | 'edit_instruction'
  inputs?: { field: 'image_url' | 'image_urls' | 'reference_image_urls'; most: number }
  shape: Shape
  ratioField: 'aspect_ratio' | 'resolution_mode'
  fields: readonly Field[]
}

/** fal's ImageSize; models round it themselves, and the picture shows how. */
const sized: Shape = { takes: 'size', grain: 1, least: 1, most: 14_142 }

const fluxRatios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'] as const
const geminiRatios = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16']
const imagenRatios = ['1:1', '16:9', '9:16', '3:4', '4:3'] as const

const one = { field: 'image_url', most: 1 } as const
const several = { field: 'image_urls', most: 8 } as const

const plain: Family = {
  promptField: 'prompt',
  shape: sized,
  ratioField: 'aspect_ratio',
  fields: ['seed'],
}
const drawn: Family = { ...plain, fields: ['seed', 'output_format'] }
const steered: Family = {
  ...plain,
  fields: ['seed', 'num_inference_steps', 'guidance_scale', 'output_format'],
}
const kontext: Family = {
  ...plain,
  shape: { takes: 'ratio', among: fluxRatios },
  fields: ['seed', 'guidance_scale', 'output_format'],
}
const unshaped = { takes: 'nothing' } as const

/** The first that fits. */
const families: readonly [RegExp, Family][] = [
  [/flux-pro\/kontext(\/max)?\/text-to-image$/, kontext],
  [/flux-pro\/kontext(\/max)?\/multi$/, { ...kontext, inputs: { ...several, most: 4 } }],
  [/flux-pro\/kontext/, { ...kontext, inputs: one }],
  [
    /flux-kontext\/dev$/,
    {
      ...steered,
      inputs: one,
      shape: { takes: 'ratio', among: [...fluxRatios, '4:5', '5:4'] },
      ratioField: 'resolution_mode',
    },
  ],
  [/flux-2-(pro|max)\/edit$/, { ...drawn, inputs: several }],
  [/flux-2-(pro|max)$/, drawn],
  [
    /flux-2\/klein.*\/edit$/,
    {
      ...drawn,
      inputs: { ...several, most: 4 },
      fields: ['seed', 'num_inference_steps', 'output_format'],
    },
  ],
  [/flux-2\/klein/, { ...drawn, fields: ['seed', 'num_inference_steps', 'output_format'] }],
  [/flux-2(-flex)?\/edit$/, { ...steered, inputs: several }],
  [/flux-2(-flex)?$/, steered],
  [/flux-pro\/v1\.1-ultra$/, { ...drawn, shape: { takes: 'ratio', among: fluxRatios } }],
  [
    /flux-pro\/v1\/fill$/,
    {
      ...drawn,
      inputs: one,
      shape: unshaped,
      fields: ['seed', 'output_format', 'mask_url'],
    },
  ],
  [/flux-pro\/v1\.1$/, drawn],
  // step1x-edit: fal.ai/models/fal-ai/step1x-edit/api, as stored; no more in fal-js's list.
  [/step(1x|x)-edit/, { ...steered, inputs: one, shape: unshaped }],
  // hidream-e1: fields as public callers of it send them; no more in fal-js's list.
  [/hidream-e1/, { ...steered, inputs: one, shape: unshaped, promptField: 'edit_instruction' }],
  [
    /hidream-o1-image(\/dev)?\/edit$/,
    { ...steered, inputs: { field: 'reference_image_urls', most: 8 } },
  ],
  [/bagel\/edit$/, { ...plain, inputs: one, shape: unshaped }],
  [/bagel$/, { ...plain, shape: unshaped }],
  [/qwen-image-edit-(plus|2509|2511)$/, { ...steered, inputs: several }],
  [/qwen-image-edit/, { ...steered, inputs: one }],
  [
    /(nano-banana|gemini-\S+-image)\S*\/edit$/,
    { ...drawn, inputs: several, shape: { takes: 'ratio', among: geminiRatios } },
  ],
  [/(nano-banana|gemini-\S+-image)/, { ...drawn, shape: { takes: 'ratio', among: geminiRatios } }],
  [/seedream.*\/edit$/, { ...plain, inputs: { ...several, most: 10 } }],
  [/seedream/, plain],
  [/imagen4/, { ...plain, shape: { takes: 'ratio', among: imagenRatios } }],
  [/recraft/, { ...plain, fields: [] }],
  [/ideogram/, plain],
  [/(flux\/|qwen-image|hidream)/, steered],
]

/** What is not known: an edit of one picture at /edit or /image-to-image, else a picture from text. */
const unknownEdit: Family = { ...plain, inputs: one }

export const familyOf = (endpoint: string): Family =>
  families.find(([pattern]) => pattern.test(endpoint))?.[1] ??
  (/edit|image-to-image/.test(endpoint) ? unknownEdit : plain)

import type { Shape } from '#engine/wire/shape.ts'

type Field = 'seed' | 'num_inference_steps' | 'steps' | 'guidance' | 'quality' | 'output_format'

/**
 * What the models of one family take; Replicate refuses fields it does not know. Sources: the models' API pages
 * (replicate.com/<model>/api/schema, as stored and as public catalogues of 2026 repeat them).
 */
export interface Family {
  inputs?: { field: string; list: boolean; most: number }
  ratio?: Shape
  /** Said as `aspect_ratio: custom` with width and height. */
  size?: Shape
  /** Knows `match_input_image`: the picture gets the first input's shape. */
  matches?: true
  /** White is painted, as with us. */
  masked?: true
  fields: readonly Field[]
}

const fluxRatios = ['1:1', '16:9', '3:2', '2:3', '4:5', '5:4', '9:16', '3:4', '4:3']
const wideRatios = [...fluxRatios, '21:9', '9:21']
const geminiRatios = [...fluxRatios, '21:9']

const among = (ratios: readonly string[]): Shape => ({ takes: 'ratio', among: ratios })
const list = (field: string, most: number) => ({ field, list: true, most })
const one = (field: string) => ({ field, list: false, most: 1 })

const drawn = ['seed', 'output_format'] as const

const kontext: Family = {
  inputs: one('input_image'),
  ratio: among([...wideRatios, '2:1', '1:2']),
  matches: true,
  fields: drawn,
}

const flux2: Family = {
  inputs: list('input_images', 8),
  ratio: among(fluxRatios),
  size: { takes: 'size', grain: 32, least: 256, most: 2048, pixels: 4_000_000 },
  matches: true,
  fields: drawn,
}

/** The first that fits. */
const families: readonly [RegExp, Family][] = [
  [
    /flux-kontext-dev/,
    {
      ...kontext,
      ratio: among(wideRatios),
      fields: [...drawn, 'num_inference_steps', 'guidance'],
    },
  ],
  [/flux-kontext/, kontext],
  [
    /flux-2-klein/,
    { inputs: list('images', 4), ratio: among(wideRatios), matches: true, fields: drawn },
  ],
  [/flux-2-flex/, { ...flux2, fields: [...drawn, 'steps', 'guidance'] }],
  [/flux-2/, flux2],
  [
    /flux-fill-pro/,
    { inputs: one('image'), masked: true, fields: [...drawn, 'steps', 'guidance'] },
  ],
  [/flux-1\.1-pro-ultra/, { ratio: among(wideRatios), fields: drawn }],
  [
    /flux-1\.1-pro/,
    {
      ratio: among(fluxRatios),
      size: { takes: 'size', grain: 32, least: 256, most: 1440 },
      fields: drawn,
    },
  ],
  [/flux-(dev|schnell)/, { ratio: among(wideRatios), fields: [...drawn, 'num_inference_steps'] }],
  [
    /qwen-image-edit-(plus|2509|2511)/,
    {
      inputs: list('image', 3),
      ratio: among(['1:1', '16:9', '9:16', '4:3', '3:4']),
      matches: true,
      fields: drawn,
    },
  ],
  [
    /qwen-image-edit/,
    {
      inputs: one('image'),
      ratio: among(['1:1', '16:9', '9:16', '4:3', '3:4']),
      matches: true,
      fields: drawn,
    },
  ],
  [
    /nano-banana/,
    {
      inputs: list('image_input', 8),
      ratio: among(geminiRatios),
      matches: true,
      fields: ['output_format'],
    },
  ],
  [
    /seedream-(4|5)/,
    {
      inputs: list('image_input', 10),
      ratio: among(['1:1', '4:3', '3:4', '16:9', '9:16', '3:2', '2:3', '21:9']),
      matches: true,
      fields: [],
    },
  ],
  [
    /gen4-image/,
    { inputs: list('reference_images', 3), ratio: { takes: 'ratio' }, fields: ['seed'] },
  ],
  [
    /gpt-image/,
    {
      inputs: list('input_images', 10),
      ratio: among(['1:1', '3:2', '2:3']),
      fields: ['quality', 'output_format'],
    },
  ],
  [/imagen/, { ratio: among(['1:1', '9:16', '16:9', '3:4', '4:3']), fields: ['output_format'] }],
  [/ideogram/, { ratio: among([...fluxRatios, '16:10', '10:16', '3:1', '1:3']), fields: ['seed'] }],
  [/recraft/, { ratio: among([...fluxRatios, '1:2', '2:1']), fields: [] }],
  [/bagel/, { inputs: one('image'), fields: [...drawn, 'num_inference_steps'] }],
  [/step1x-edit|hidream-e1/, { inputs: one('image'), fields: drawn }],
]

/** What is not known: one picture as `image`, a ratio and a seed, and nothing else. */
const unknown: Family = { inputs: one('image'), ratio: { takes: 'ratio' }, fields: ['seed'] }

export const familyOf = (model: string): Family =>
  families.find(([pattern]) => pattern.test(model))?.[1] ?? unknown

/** Models that cannot draw from text alone. */
const editsOnly = /kontext-dev|fill|edit|hidream-e1/

export const generates = (model: string): boolean => !editsOnly.test(model)

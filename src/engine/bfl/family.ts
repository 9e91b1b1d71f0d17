import type { Shape } from '#engine/wire/shape.ts'

/** What models of one family take. Sources: docs.bfl.ai, BFL's published skills, ComfyUI's client. */
export interface Family {
  inputs: number
  /** Name of the first input's field; later ones are `input_image_2` and on. */
  inputField: 'input_image' | 'image' | 'image_prompt'
  shape: Shape
  /** Takes `steps` and `guidance`. */
  steered: boolean
  masked: boolean
  /** An image prompt lends its look to another picture; that is no editing. */
  edits: boolean
  generates: boolean
}

const ratio: Shape = { takes: 'ratio' }

/** Skills: multiples of 16 from 64, at most 4 MP together. */
const flux2Size: Shape = { takes: 'size', grain: 16, least: 64, most: 4096, pixels: 4_000_000 }
/** ComfyUI's client: multiples of 32 from 256 to 1440. */
const flux1Size: Shape = { takes: 'size', grain: 32, least: 256, most: 1440 }

const flux2: Family = {
  inputs: 8,
  inputField: 'input_image',
  shape: flux2Size,
  steered: false,
  masked: false,
  edits: true,
  generates: true,
}

const flux1: Family = {
  ...flux2,
  inputs: 1,
  inputField: 'image_prompt',
  shape: flux1Size,
  edits: false,
}

const tool: Family = {
  ...flux2,
  inputs: 1,
  inputField: 'image',
  shape: { takes: 'nothing' },
  generates: false,
}

/** The first that fits; what is not known is taken for a FLUX.2. */
const families: readonly [RegExp, Family][] = [
  [/^flux-kontext/, { ...flux2, inputs: 4, shape: ratio }],
  [/^flux-2-klein/, { ...flux2, inputs: 4 }],
  [/^flux-2-flex/, { ...flux2, steered: true }],
  [/^flux-2/, flux2],
  [/fill/, { ...tool, steered: true, masked: true }],
  [/expand/, { ...tool, steered: true }],
  // Raw is a mode of ultra: `"fields": { "raw": true }`.
  [/^flux-pro-1\.1-(ultra|raw)/, { ...flux1, shape: ratio }],
  [/^flux-pro/, flux1],
  [/^flux-dev/, { ...flux1, steered: true }],
]

export const familyOf = (model: string): Family =>
  families.find(([pattern]) => pattern.test(model))?.[1] ?? flux2

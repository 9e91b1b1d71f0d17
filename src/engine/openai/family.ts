import type { InputLimits } from '#engine/wire/fit-input.ts'

/** What OpenAI's own models take; servers of other makers under other names have no limits here. */
export interface Family extends InputLimits {
  inputs: number
  sizes?: readonly [string, ...string[]]
  /** Sides are multiples of this. */
  grain?: number
  /** The longer side is at most so many times the shorter. */
  longest?: number
}

const mebibyte = 1024 * 1024

/**
 * Sources: OpenAI's openapi and API reference (sizes of each model, 16 inputs of less than 50 MB); the rules for
 * free sizes since gpt-image-2 are told by third parties only.
 */
export function familyOf(model: string | undefined): Family {
  const name = model ?? ''
  if (/^gpt-image-1(\.5)?(-|$)|^chatgpt-image/.test(name))
    return { inputs: 16, bytes: 50 * mebibyte, sizes: ['1024x1024', '1536x1024', '1024x1536'] }
  if (name.startsWith('gpt-image-'))
    return { inputs: 16, bytes: 50 * mebibyte, grain: 16, longest: 3 }
  return { inputs: 16 }
}

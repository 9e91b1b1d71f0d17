import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { fitInput, type InputLimits } from './fit-input.ts'

export interface FittedInputs {
  images: EncodedImage[]
  /** The first, where it was shrunk: a mask that lies on it is to be shrunk alike. */
  shrunkFirst?: EncodedImage
  warnings: Warning[]
}

/** The inputs that a model takes, each shrunk to what the provider takes; what is left out is told. */
export async function fitInputs(
  { images: given }: EngineRequest,
  { most, ...limits }: InputLimits & { most: number },
): Promise<FittedInputs> {
  const images: EncodedImage[] = []
  const warnings: Warning[] = []
  for (const one of given.slice(0, most)) {
    const fitted = await fitInput(one, limits)
    images.push(fitted.image)
    warnings.push(...fitted.warnings)
  }
  const left = given.length - most
  if (left > 0) {
    warnings.push({
      kind: 'unsupported',
      feature: 'images',
      message: `${left} of ${given.length} inputs were not sent: this model takes ${most}`,
    })
  }
  const [first] = images
  const shrunk = first !== undefined && first !== given[0] ? { shrunkFirst: first } : {}
  return { images, ...shrunk, warnings }
}

import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { fitInput, type InputLimits } from './fit-input.ts'

export interface FittedInputs {
  images: EncodedImage[]
  warnings: Warning[]
}

/** The first `most` inputs of a request as the provider takes them; what was shrunk or left out is said. */
export async function fitInputs(
  { images: given }: EngineRequest,
  most: number,
  limits: InputLimits,
): Promise<FittedInputs> {
  const images: EncodedImage[] = []
  const warnings: Warning[] = []
  for (const one of given.slice(0, most)) {
    const { image, warnings: said } = await fitInput(one, limits)
    images.push(image)
    warnings.push(...said)
  }
  const left = given.length - images.length
  if (left > 0) {
    warnings.push({
      kind: 'unsupported',
      feature: 'images',
      message: `${left} of ${given.length} inputs were not sent: this model takes ${most}`,
    })
  }
  return { images, warnings }
}

import type { StoredImage } from '#schema/attempt.ts'
import type { CallFacts } from '#schema/caller.ts'
import type { EngineOutcome } from '#schema/engine.ts'

/** The facts of a call that is over. */
export function factsOf(
  { outcome, phases, tokens }: EngineOutcome,
  image: Pick<StoredImage, 'width' | 'height'> | undefined,
  inputPixels: readonly number[],
): CallFacts {
  const inferenceMs = phases?.inferenceMs
  return {
    inputPixels,
    ...(image ? { outputPixels: image.width * image.height } : {}),
    ...(inferenceMs === undefined ? {} : { seconds: inferenceMs / 1000 }),
    ...(tokens ? { tokens } : {}),
    ...(outcome === 'image' || outcome === 'answer' ? {} : { undelivered: true }),
  }
}

import type { EngineOutcome } from '#schema/engine.ts'

/** A judge that is asked for a picture. */
export const noQuestion: Promise<EngineOutcome> = Promise.resolve({
  outcome: 'unsupported',
  warnings: [],
  reason: 'a judge answers questions; it makes no pictures',
})

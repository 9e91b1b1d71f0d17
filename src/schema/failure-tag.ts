import { z } from 'zod'

/** What went wrong in a picture; one vocabulary for voters, judges, gallery and metrics. */
export const FailureTag = z.enum([
  'ignored-instruction',
  'over-edit',
  'identity-lost',
  'artefact',
  'text-wrong',
  'decayed',
  'world-knowledge',
  'refused',
])
export type FailureTag = z.infer<typeof FailureTag>

/** Those that a voter can see and choose, in the order shown. */
export const votersTags = [
  'ignored-instruction',
  'identity-lost',
  'artefact',
  'text-wrong',
  'over-edit',
] as const satisfies readonly FailureTag[]

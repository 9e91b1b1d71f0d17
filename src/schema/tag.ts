import { z } from 'zod'

/** One vocabulary of failures shared by judges, voters, gallery and metrics. */
export const Tag = z.enum([
  'ignored-instruction',
  'over-edit',
  'identity-lost',
  'artefact',
  'text-wrong',
  'decayed',
  'world-knowledge',
  'refused',
])
export type Tag = z.infer<typeof Tag>

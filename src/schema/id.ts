import { z } from 'zod'

/** Lower-case hex SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a lower-case hex sha256')
export type Sha256 = z.infer<typeof Sha256>

/** Name that is safe in ids, file names and URLs. Case is kept; no path separators. */
export const Slug = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@:+-]{0,127}$/, 'not a plain name (letters, digits, . _ @ : + -)')

/** The announcement's six in-context tasks, in its order. */
export const editingTasks = [
  'local-editing',
  'global-editing',
  'text-editing',
  'style-reference',
  'character-reference',
  'character-consistency',
] as const

/** The four text-to-image quality axes. */
export const generationTasks = ['aesthetics', 'prompt-following', 'typography', 'realism'] as const

/** Known tasks come first; a data set may bring tasks of its own names. */
export const TaskId = Slug.describe('task id')
export type TaskId = z.infer<typeof TaskId>

/** Version of every document of this build; a reader refuses what it does not know. */
export const schemaVersion = z.literal(1)

/** Instant in ISO 8601, UTC. */
export const Instant = z.iso.datetime()

/** Plain JSON, for details that only their writer reads. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export const Json: z.ZodType<Json> = z.json() as z.ZodType<Json>

import type { z } from 'zod'
import { UserError, type Place } from './user-error.ts'

/**
 * Parses a value that came over an edge (file, wire, command line) and turns the first
 * problem into a user's mistake that names file, line and field.
 */
export function parseAt<T>(schema: z.ZodType<T>, value: unknown, place: Place, mend?: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = [place.field, issue?.path.join('.')].filter(Boolean).join('.')
  throw new UserError(
    issue?.message ?? 'not of the expected shape',
    mend ?? 'Correct this field.',
    field ? { ...place, field } : place,
  )
}

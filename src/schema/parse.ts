import type { z } from 'zod'
import { UserError, type Place } from './user-error.ts'

/** zod says "expected string, received undefined" of a field that is not there. */
function wordMissing(found: { input?: unknown; values?: unknown }): string | undefined {
  if (found.input !== undefined) return undefined
  const choices = Array.isArray(found.values) ? `, one of ${found.values.join(', ')}` : ''
  return `This field is missing${choices}`
}

/**
 * Parses a value that came over an edge (file, wire, command line) and turns the first
 * problem into a user's mistake that names file, line and field.
 */
export function parseAt<T>(schema: z.ZodType<T>, value: unknown, place: Place, mend?: string): T {
  const result = schema.safeParse(value, { error: wordMissing })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = [place.field, issue?.path.join('.')].filter(Boolean).join('.')
  throw new UserError(
    issue?.message ?? 'not of the expected shape',
    mend ?? 'Correct this field.',
    field ? { ...place, field } : place,
  )
}

import { z } from 'zod'
import type { JudgeQuestion } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { lastObject } from './last-object.ts'

/** What an answer must look like: as it is told to the server, and as it is read. */
export interface Shape<T> {
  told: JudgeQuestion['answer']
  read: z.ZodType<T>
}

export type Read<T> = { value: T; fault?: undefined } | { fault: string }

type Fields = Record<string, Json>

const objectOf = (name: string, properties: Fields): JudgeQuestion['answer'] => ({
  name,
  schema: {
    type: 'object',
    properties: { reason: { type: 'string' }, ...properties },
    required: ['reason', ...Object.keys(properties)],
    additionalProperties: false,
  },
})

/** Kept with a vote or a score; the whole answer stays with the attempt. */
const longestReason = 500

const Reason = z
  .unknown()
  .transform((said) => (typeof said === 'string' ? said.slice(0, longestReason) : undefined))
  .optional()

const choices = ['A', 'B', 'tie', 'both-bad'] as const

const Choice = z
  .string()
  .transform((said) => said.trim().toLowerCase().replaceAll(/[ _]/g, '-'))
  .pipe(z.enum(['a', 'b', 'tie', 'both-bad'], `is not one of ${choices.join(', ')}`))

/** Of two pictures. */
export const choiceShape = {
  told: objectOf('choice', { choice: { type: 'string', enum: [...choices] } }),
  read: z.object({ reason: Reason, choice: Choice }),
} satisfies Shape<unknown>

/** A number, or one written as text; never made out of anything else. */
const mark = (low: number, high: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\s*\d+(\.\d+)?\s*$/)
        .transform(Number),
    ])
    .pipe(z.number().min(low).max(high))

/** One mark for each axis, all on one scale. */
export const marksShape = (
  axes: readonly string[],
  [low, high]: readonly [number, number],
): Shape<{ reason?: string | undefined; marks: Record<string, number> }> => ({
  told: objectOf('marks', Object.fromEntries(axes.map((axis) => [axis, { type: 'integer' }]))),
  read: z
    .object({ reason: Reason, ...Object.fromEntries(axes.map((axis) => [axis, mark(low, high)])) })
    .transform(({ reason, ...marks }) => ({
      ...(reason === undefined ? {} : { reason }),
      marks: marks as Record<string, number>,
    })),
})

const headLength = 120

/** The start of an answer, for the reason why it says nothing. */
const headOf = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > headLength ? `${line.slice(0, headLength)}…` : line
}

/** Reads an answer by its shape. What is not there is not guessed: the fault says what is wrong. */
export function readAnswer<T>(text: string, { read }: Shape<T>): Read<T> {
  const object = lastObject(text)
  if (!object)
    return {
      fault: text.trim() === '' ? 'the answer is empty' : `no JSON object in "${headOf(text)}"`,
    }
  const result = read.safeParse(object)
  if (result.success) return { value: result.data }
  const [issue] = result.error.issues
  return { fault: `${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'not in shape'}` }
}

import { z } from 'zod'
import type { StatedObjects } from '#schema/case.ts'
import { checkedRow } from './json-rows.ts'

const relations = ['left of', 'right of', 'above', 'below'] as const

/** A row of GenEval's evaluation_metadata.jsonl. */
const Row = z.object({
  tag: z.string(),
  include: z.array(
    z.object({
      class: z.string().min(1),
      count: z.int().positive(),
      color: z.string().optional(),
      position: z.tuple([z.enum(relations), z.int().nonnegative()]).optional(),
    }),
  ),
  exclude: z.array(z.object({ class: z.string().min(1), count: z.int().positive() })).default([]),
})

/** The objects that a GenEval row states; undefined for a row of anything else. @throws Refusal where it is wrong */
export function statedObjects(values: Record<string, unknown>): StatedObjects | undefined {
  if (!Array.isArray(values['include']) || typeof values['tag'] !== 'string') return undefined
  const { include, exclude } = checkedRow(Row, values)
  return {
    present: include.map(({ class: name, count, color, position }) => ({
      name,
      count,
      ...(color === undefined ? {} : { colour: color }),
      ...(position ? { place: { relation: position[0], from: position[1] } } : {}),
    })),
    absent: exclude.map(({ class: name, count }) => ({ name, count })),
  }
}

import { z } from 'zod'
import { parseAt } from '#schema/parse.ts'
import type { Place } from '#schema/user-error.ts'
import { fillImage } from './image-names.ts'
import { leftOutReasons, type ReadRow, type VoteWriter, type WriteOptions } from './vote-format.ts'
import type { Ballot } from './vote-row.ts'

const Result = z.object({
  type: z.string(),
  value: z.object({
    selected: z.enum(['left', 'right', 'none']).optional(),
    choices: z.array(z.string()).optional(),
  }),
})

const Annotation = z.object({
  completed_by: z.union([z.string(), z.number(), z.object({ email: z.string() })]).nullish(),
  created_at: z.string().nullish(),
  was_cancelled: z.boolean().nullish(),
  result: z.array(Result),
})

/** What is known of a pair. In `meta`, which annotators do not see. */
const Known = z.object({
  left_model: z.string().optional(),
  right_model: z.string().optional(),
  question: z.string().optional(),
  task: z.string().optional(),
  case: z.string().optional(),
  tags: z.array(z.string()).optional(),
  kind: z.string().optional(),
  count: z.number().optional(),
})

const LabelTask = z.object({
  data: Known,
  meta: Known.nullish(),
  annotations: z.array(Annotation).default([]),
})

const voterOf = (by: z.infer<typeof Annotation>['completed_by']): string | undefined =>
  by === null || by === undefined ? undefined : typeof by === 'object' ? by.email : String(by)

/** The Pairwise tag says left or right; ties and both bad need a Choices tag beside it. */
function choiceOf({ result, was_cancelled }: z.infer<typeof Annotation>): string | undefined {
  if (was_cancelled) return 'skip'
  for (const { type, value } of result) {
    if (type === 'choices' && value.choices?.[0] !== undefined) return value.choices[0]
  }
  const pair = result.find(({ type }) => type === 'pairwise')?.value.selected
  return pair === 'none' ? undefined : pair
}

const instantOf = (text: string | null | undefined): string | undefined => {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Rows of one task of Label Studio's JSON export: one an annotation. @throws UserError. */
export function readLabelTask(value: unknown, place: Place): ReadRow[] {
  const { data, meta, annotations } = parseAt(LabelTask, value, place)
  const { left_model, right_model, ...known } = { ...data, ...meta }
  if (annotations.length === 0) return [{ leftOut: leftOutReasons.unanswered }]
  return annotations.map((annotation): ReadRow => {
    const choice = choiceOf(annotation)
    if (choice === undefined) return { leftOut: leftOutReasons.unanswered }
    return {
      ...known,
      left: left_model,
      right: right_model,
      choice,
      voter: voterOf(annotation.completed_by),
      at: instantOf(annotation.created_at),
    }
  })
}

const resultsOf = (choice: Ballot['choice']): object[] => {
  if (choice === undefined || choice === 'skip') return []
  const to = { to_name: 'left', origin: 'manual' }
  return choice === 'left' || choice === 'right'
    ? [{ ...to, from_name: 'better', type: 'pairwise', value: { selected: choice } }]
    : [{ ...to, from_name: 'neither', type: 'choices', value: { choices: [choice] } }]
}

/**
 * Tasks to import into a project whose labels are
 * `<Pairwise name="better" toName="left,right"/>` and `<Choices name="neither" toName="left">` with tie, both-bad.
 */
export function writeLabelStudio({ images }: WriteOptions): VoteWriter {
  let item = 0
  return {
    head: '[\n',
    row: (ballot) => {
      const { left, right, choice, voter, at, ...known } = ballot
      item += 1
      const imageOn = (side: 'left' | 'right') => fillImage(images, { item, side, ballot })
      const annotation = {
        ...(voter === undefined ? {} : { completed_by: voter }),
        ...(at === undefined ? {} : { created_at: at }),
        was_cancelled: choice === 'skip',
        result: resultsOf(choice),
      }
      const task = {
        data: {
          left: imageOn('left'),
          right: imageOn('right'),
          ...(ballot.question === undefined ? {} : { question: ballot.question }),
        },
        meta: { left_model: left, right_model: right, ...known },
        annotations: choice === undefined ? [] : [annotation],
      }
      return `${item === 1 ? '' : ',\n'}${JSON.stringify(task)}`
    },
    foot: '\n]\n',
  }
}

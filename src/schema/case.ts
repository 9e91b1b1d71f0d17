import { z } from 'zod'
import { Sha256, TaskId } from './id.ts'
import { scriptNames } from './script.ts'

/** A file of a data set, named relative to the data set's folder, checked by digest. */
export const ImageFile = z.strictObject({
  file: z.string(),
  sha256: Sha256,
  /** SHA-256 of the decoded sRGB RGBA pixels with width and height (image/pixel-digest). */
  pixels: Sha256,
  width: z.int().positive(),
  height: z.int().positive(),
})
export type ImageFile = z.infer<typeof ImageFile>

/** Axis-aligned box in pixels, origin top left. */
const Box = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
})
type Box = z.infer<typeof Box>

/** Shapes and colours that `scene/found` can count by classical detection. */
export const shapeNames = ['circle', 'square', 'triangle', 'star', 'heart'] as const
export const colourNames = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'white',
] as const

/** What a text-to-image prompt states and a detector can check. */
export const SceneTruth = z.strictObject({
  objects: z.array(
    z.strictObject({
      id: z.string(),
      shape: z.enum(shapeNames),
      colour: z.enum(colourNames),
      count: z.int().min(1).max(12),
    }),
  ),
  relations: z.array(
    z.strictObject({
      subject: z.string(),
      relation: z.enum(['left-of', 'right-of', 'above', 'below']),
      object: z.string(),
    }),
  ),
  background: z.enum(colourNames).optional(),
})
export type SceneTruth = z.infer<typeof SceneTruth>

/** What a prompt states as GenEval lists it: objects by class name, and what must not be there in that number. */
const StatedObjects = z.strictObject({
  present: z.array(
    z.strictObject({
      name: z.string().min(1),
      count: z.int().positive(),
      colour: z.string().optional(),
      /** Where it lies from another of the list, by index. */
      place: z
        .strictObject({
          relation: z.enum(['left of', 'right of', 'above', 'below']),
          from: z.int().nonnegative(),
        })
        .optional(),
    }),
  ),
  absent: z.array(z.strictObject({ name: z.string().min(1), count: z.int().positive() })),
})
export type StatedObjects = z.infer<typeof StatedObjects>

/** A question that a picture answers with yes where it follows its prompt (DPG-Bench, OneIG-Bench). */
const PromptQuestion = z.strictObject({
  id: z.string().min(1),
  text: z.string().min(1),
  /** Questions that must be answered with yes for this one to count. */
  parents: z.array(z.string()),
  category: z.string().optional(),
})
export type PromptQuestion = z.infer<typeof PromptQuestion>

/** What is known about the right answer of one turn. Engines never see it; controls do, through a lookup of their own. */
export const Truth = z.strictObject({
  /** A right answer, same size as the source. */
  reference: ImageFile.optional(),
  /** One channel, 255 = may change. */
  mask: ImageFile.optional(),
  /** One channel, 255 = the subject whose identity must be kept (in the output's frame). */
  subject: ImageFile.optional(),
  /** Text that must be readable in the output, where, and what must stay readable. */
  text: z
    .strictObject({
      wanted: z.string(),
      box: Box.optional(),
      keep: z.array(z.string()).optional(),
      script: z.enum(scriptNames),
    })
    .optional(),
  scene: SceneTruth.optional(),
  objects: StatedObjects.optional(),
  questions: z.array(PromptQuestion).min(1).optional(),
})
export type Truth = z.infer<typeof Truth>

/** Input of a turn: a file of the data set, or what the turn before gave. */
const TurnInput = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('case'),
    role: z.enum(['source', 'reference', 'mask']),
    image: ImageFile,
  }),
  z.strictObject({ from: z.literal('previous'), role: z.literal('source') }),
])
type TurnInput = z.infer<typeof TurnInput>

/** One instruction with its inputs. Text-to-image turns have no inputs. */
export const Turn = z.strictObject({
  instruction: z.string().min(1),
  inputs: z.array(TurnInput),
  /** The face is expected to be hidden after this turn; identity is then not held against the model. */
  occludes: z.boolean().optional(),
  truth: Truth.optional(),
})
export type Turn = z.infer<typeof Turn>

/** One row of a data set: one instruction, or a chain of them. */
export const Case = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
  dataSet: z.string(),
  tasks: z.array(TaskId).min(1),
  turns: z.array(Turn).min(1),
  /** The base image (or prompt family): cases of one cluster are not independent. */
  cluster: z.string(),
  language: z.string(),
  tags: z.array(z.string()),
  rights: z.string(),
})
export type Case = z.infer<typeof Case>

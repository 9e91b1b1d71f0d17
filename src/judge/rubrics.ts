import type { Case } from '#schema/case.ts'
import type { RubricAsk } from '#schema/judge.ts'
import type { Task } from '#schema/task.ts'

/** One mark that is asked for: its name in the answer, and what its ends mean. */
interface Axis {
  name: string
  text: string
}

/** Marks of one kind of call, and how they become a number. */
export interface Rubric {
  /** Names the prompt. */
  use: string
  scale: readonly [number, number]
  axes: readonly Axis[]
  /** VIEScore takes the least (Ku et al. 2024), ImgEdit the mean (Ye et al. 2025). */
  combine: 'min' | 'mean'
  /** What is said of the marks together. */
  rule?: string
  /** The judge sees the output only. */
  outputOnly?: true
}

const success: Axis = {
  name: 'success',
  text: 'how far the request was carried out: 0 = not at all, 10 = exactly as asked',
}

const restraint: Axis = {
  name: 'restraint',
  text: 'how far everything that the request does not speak of stayed as it was in the source picture: 0 = it is another picture, 10 = nothing else changed',
}

const likenessTo = (what: string): Axis => ({
  name: 'likeness',
  text: `how closely the picture keeps to ${what}: 0 = not recognisable, 10 = beyond doubt`,
})

/** VIEScore's semantic consistency: what its two marks are depends on what was shown to the image model. */
function consistencyOf(task: Task, { turns }: Case, turn: number): Rubric {
  const inputs = turns.slice(0, turn).flatMap((one) => one.inputs)
  const head = { scale: [0, 10], combine: 'min' } as const
  if (inputs.some(({ role }) => role === 'reference')) {
    const what = 'what it should take from the reference picture'
    return { ...head, use: 'sc/reference', axes: [success, likenessTo(what)] }
  }
  if (!inputs.some(({ role }) => role === 'source'))
    return { ...head, use: 'sc/prompt', axes: [success] }
  return task.id.startsWith('character-')
    ? {
        ...head,
        use: 'sc/character',
        axes: [success, likenessTo('the character of the source picture')],
      }
    : { ...head, use: 'sc/edit', axes: [success, restraint] }
}

/** VIEScore's perceptual quality: of the output alone. */
const perceptual: Rubric = {
  use: 'pq',
  scale: [0, 10],
  combine: 'min',
  outputOnly: true,
  axes: [
    {
      name: 'natural',
      text: 'whether light, shadow, perspective and proportions agree with each other, by the measure of its own kind (photograph, drawing, painting): 0 = nothing fits, 10 = all of it does',
    },
    {
      name: 'clean',
      text: 'whether it is free of faults of the making, such as smears, seams, doubled or melted parts, broken hands, faces or letters: 0 = full of them, 10 = none',
    },
  ],
}

type Triple = readonly [done: string, fit: string, kept: string]

/** Kinds of edit, after ImgEdit-Bench; the sentences are ours. */
const edits = {
  add: [
    'the thing that was asked for is there, as described, and nothing else was added',
    'it belongs to the scene in size, light, perspective and contact with the ground',
    'what was there before is untouched',
  ],
  remove: [
    'the thing is gone, wholly, with its shadow and reflection',
    'where it was the picture goes on believably',
    'everything else is untouched',
  ],
  replace: [
    'the old thing is gone and the new one is there as described',
    'the new thing belongs to the scene in size, light and perspective',
    'everything else is untouched',
  ],
  adjust: [
    'the property changed as asked, of the right thing and of all of it',
    'the thing still looks like itself, with its form, texture and light',
    'everything else is untouched',
  ],
  background: [
    'the background is the one that was asked for',
    'the foreground stands in it believably, with clean edges and fitting light',
    'the foreground itself is untouched',
  ],
  style: [
    'the picture is in the style that was asked for',
    'what it shows is still the same, in the same places',
    'it is well made in that style, without patches of another',
  ],
  extract: [
    'the right thing was taken out, and nothing else is shown',
    'its outline is complete and exact',
    'the thing itself is as it was in the source picture',
  ],
  action: [
    'the pose or movement is the one that was asked for',
    'it is still the same individual, with the same clothes and features',
    'the body is possible and everything else is untouched',
  ],
  compose: [
    'every part of the request was carried out',
    'the changed parts belong to the scene and to each other',
    'everything that was not spoken of is untouched',
  ],
  text: [
    'the wanted words are there, every letter of them, and the old ones are gone',
    'the letters have the look and the place of the old ones',
    'everything else is untouched',
  ],
  global: [
    'the whole picture changed as asked, not a part of it',
    'what it shows is still the same, in the same places',
    'it is well made, without seams or patches left as they were',
  ],
  character: [
    'the character is where and as the request says',
    'it is still the same character, with the same features and clothes unless they were to change',
    'the picture is whole: believable surroundings, possible body',
  ],
  prompt: [
    'everything that the request names is there, as it says',
    'things, counts, colours and places are those of the request, and nothing contradicts it',
    'the picture is well made',
  ],
} as const satisfies Record<string, Triple>
type EditKind = keyof typeof edits

const byTask: Record<string, EditKind> = {
  'local-editing': 'compose',
  'global-editing': 'global',
  'text-editing': 'text',
  'style-reference': 'style',
  'character-reference': 'character',
  'character-consistency': 'character',
}

/** Words that data sets use for a kind of edit. */
const byTag: Record<string, EditKind> = {
  recolour: 'adjust',
  scarf: 'adjust',
  'subject-add': 'add',
  'subject-remove': 'remove',
  'subject-replace': 'replace',
  color_alter: 'adjust',
  material_alter: 'adjust',
  background_change: 'background',
  style_change: 'style',
  motion_change: 'action',
  text_change: 'text',
  ps_human: 'adjust',
  tone_transfer: 'global',
}

/** The kind of edit by the case's tags, else by its task. */
function editKindOf(task: Task, { tags }: Case): EditKind {
  for (const tag of tags) {
    const kind = byTag[tag] ?? (Object.hasOwn(edits, tag) ? (tag as EditKind) : undefined)
    if (kind) return kind
  }
  return byTask[task.id] ?? (task.kind === 'generation' ? 'prompt' : 'compose')
}

/** ImgEdit's three marks of 1 to 5 by kind of edit. */
function gradeOf(kind: EditKind): Rubric {
  const [done, fit, kept] = edits[kind]
  return {
    use: `grade/${kind}`,
    scale: [1, 5],
    combine: 'mean',
    axes: [
      { name: 'done', text: `whether ${done}` },
      { name: 'fit', text: `whether ${fit}` },
      { name: 'kept', text: `whether ${kept}` },
    ],
    rule: '1 = no, 2 = hardly, 3 = in part, 4 = with small faults, 5 = wholly. What was not done cannot be done well: neither "fit" nor "kept" may be higher than "done".',
  }
}

/** The task's own lines, a mark each. */
const ofTask = (task: Task): Rubric => ({
  use: `task/${task.id}`,
  scale: [1, 5],
  combine: 'mean',
  axes: task.rubric.map((text, index) => ({ name: `line${index + 1}`, text })),
  rule: '1 = no, 2 = hardly, 3 = in part, 4 = with small faults, 5 = wholly.',
})

/** What one rubric call asks for. */
export function rubricOf(ask: RubricAsk, task: Task, subject: Case): Rubric {
  switch (ask.rubric) {
    case 'sc':
      return consistencyOf(task, subject, ask.turn)
    case 'pq':
      return perceptual
    case 'grade':
      return gradeOf(editKindOf(task, subject))
    case 'task':
      return ofTask(task)
    default:
      return ask.rubric satisfies never
  }
}

/** One number of the marks. @param marks one for each axis, none missing */
export function combined({ combine }: Rubric, marks: Record<string, number>): number {
  const values = Object.values(marks)
  return combine === 'min'
    ? Math.min(...values)
    : values.reduce((sum, value) => sum + value, 0) / values.length
}

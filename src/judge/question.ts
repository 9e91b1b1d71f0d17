import type { EncodedImage, JudgeQuestion } from '#schema/engine.ts'
import type { Case } from '#schema/case.ts'
import type { JudgeAsk, JudgeLanguage, PairwiseAsk } from '#schema/judge.ts'
import type { Task } from '#schema/task.ts'
import { labels, pairwiseClosing, pairwiseSystem, rubricClosing, rubricSystem } from './prompts.ts'
import { rubricOf, type Rubric } from './rubrics.ts'
import { choiceShape, marksShape, type Shape } from './shapes.ts'

/** What an ask refers to. */
export interface Subject {
  ask: JudgeAsk
  task: Task
  subject: Case
}

/** Digests of the pictures that a question shows, by what they are. */
interface Shown {
  source?: string
  references: string[]
  /** One, or left and right. */
  outputs: string[]
}

/** Pictures of the case are shown as the image models saw them first; a chain's later sources are outputs. */
function inputsOf({ turns }: Case, turn: number): Omit<Shown, 'outputs'> {
  const digests = (role: string): string[] =>
    turns
      .slice(0, turn)
      .flatMap(({ inputs }) => inputs)
      .flatMap((input) => (input.from === 'case' && input.role === role ? input.image.sha256 : []))
  const [source] = digests('source')
  return { ...(source === undefined ? {} : { source }), references: digests('reference') }
}

const rubricIn = ({ ask, task, subject }: Subject): Rubric | undefined =>
  ask.mode === 'rubric' ? rubricOf(ask, task, subject) : undefined

/** What one question shows. */
function shownIn(about: Subject): Shown {
  const { ask, subject } = about
  if (ask.mode === 'pairwise')
    return { ...inputsOf(subject, ask.turn), outputs: [ask.left.image, ask.right.image] }
  const outputs = [ask.output.image]
  return rubricIn(about)?.outputOnly
    ? { references: [], outputs }
    : { ...inputsOf(subject, ask.turn), outputs }
}

type Pairwise = Subject & { ask: PairwiseAsk }

function questionIn({ task, ask }: Pairwise): Task['questions'][number] {
  const found = task.questions.find(({ id }) => id === ask.question)
  if (found) return found
  throw new Error(`task ${task.id} has no question ${ask.question}`)
}

const isPairwise = (about: Subject): about is Pairwise => about.ask.mode === 'pairwise'

/** Names the words of a question on the judge's card. */
export const useOf = (about: Subject): string =>
  isPairwise(about)
    ? `pairwise/${about.task.id}/${about.ask.question}`
    : (rubricIn(about)?.use ?? '')

type Part = { text: string } | { picture: string }

function partsOf(about: Subject, { source, references, outputs }: Shown, closing: string): Part[] {
  const { ask, subject } = about
  const instructions = subject.turns.slice(0, ask.turn).map(({ instruction }) => instruction)
  const isBlind = rubricIn(about)?.outputOnly ?? false
  const [left = '', right] = outputs
  return [
    ...(isBlind ? [] : [{ text: labels.requests(instructions) }]),
    ...(source === undefined ? [] : [{ text: labels.source }, { picture: source }]),
    ...references.flatMap((picture, index) => [
      { text: labels.reference(index, references.length) },
      { picture },
    ]),
    { text: right === undefined ? labels.output : labels.left },
    { picture: left },
    ...(right === undefined ? [] : [{ text: labels.right }, { picture: right }]),
    { text: closing },
  ]
}

/** A question with digests where its pictures belong. */
export interface DraftQuestion {
  system: string
  parts: Part[]
  answer: JudgeQuestion['answer']
}

export function draftQuestion(about: Subject, language: JudgeLanguage): DraftQuestion {
  const shown = shownIn(about)
  if (isPairwise(about)) {
    const closing = pairwiseClosing(about.task, questionIn(about), language)
    return {
      system: pairwiseSystem,
      parts: partsOf(about, shown, closing),
      answer: choiceShape.told,
    }
  }
  const rubric = rubricIn(about)!
  const { told } = marksOf(rubric)
  return {
    system: rubricSystem(rubric),
    parts: partsOf(about, shown, rubricClosing(rubric)),
    answer: told,
  }
}

export const marksOf = ({ axes, scale }: Rubric): ReturnType<typeof marksShape> =>
  marksShape(
    axes.map(({ name }) => name),
    scale,
  )

/** How the answer to an ask is read. */
export const shapeOf = (about: Subject): Shape<unknown> => {
  const rubric = rubricIn(about)
  return rubric ? marksOf(rubric) : choiceShape
}

/** All digests of a draft, in the order in which they are shown. */
export const picturesOf = ({ parts }: DraftQuestion): string[] =>
  parts.flatMap((part) => ('picture' in part ? [part.picture] : []))

export async function completed(
  { parts, ...draft }: DraftQuestion,
  load: (digest: string) => Promise<EncodedImage>,
): Promise<JudgeQuestion> {
  const loaded = parts.map(async (part) =>
    'picture' in part ? { image: await load(part.picture) } : part,
  )
  return { ...draft, parts: await Promise.all(loaded) }
}

/** The words of a question, whatever it is about, as they stand on the card. */
export function promptOf(about: Subject, language: JudgeLanguage): string {
  const { system, parts } = draftQuestion(about, language)
  const closing = parts.at(-1)
  const outputs = isPairwise(about) ? [labels.left, labels.right] : [labels.output]
  const inputs = [labels.requests(['…']), labels.source, labels.reference(0, 1)]
  return [
    system,
    ...(rubricIn(about)?.outputOnly ? [] : inputs),
    ...outputs,
    closing && 'text' in closing ? closing.text : '',
  ].join('\n')
}

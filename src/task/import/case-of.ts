import type { Case, Truth, Turn } from '#schema/case.ts'
import { Refusal, type CaseDraft, type ImportFormat, type TurnDraft } from './draft.ts'
import type { PictureKeeper } from './picture-keeper.ts'
import { wantedText } from './wanted-text.ts'

/** What the rows of one import have in common. */
export interface Import {
  format: ImportFormat
  id: string
  pictures: PictureKeeper
  taskMap: Readonly<Record<string, readonly string[]>>
}

/** A name of others as a plain name of ours. */
export const plainName = (name: string, field: string): string => {
  const plain = name
    .trim()
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 120)
  if (plain === '') throw new Refusal(`"${name.slice(0, 60)}" gives no plain name`, field)
  return plain
}

const tasksOf = ({ category, tasks }: CaseDraft, { taskMap, format }: Import): string[] => {
  const mapped = taskMap[category] ?? tasks ?? format.tasks[category]
  return mapped ? [...mapped] : [plainName(category, 'category').toLowerCase()]
}

async function truthOf(
  { instruction, truth: draft = {} }: TurnDraft,
  tasks: string[],
  { pictures }: Import,
): Promise<Truth> {
  const asksText = tasks.some((task) => task === 'text-editing' || task === 'typography')
  const { reference, mask, ...stated } = draft
  const text = stated.text ?? (asksText ? wantedText(instruction) : undefined)
  return {
    ...stated,
    ...(reference ? { reference: await pictures.keep(reference) } : {}),
    ...(mask ? { mask: await pictures.keep(mask) } : {}),
    ...(text ? { text } : {}),
  }
}

async function turnOf(draft: TurnDraft, tasks: string[], to: Import): Promise<Turn> {
  const { instruction, source, references = [] } = draft
  if (instruction.trim() === '') throw new Refusal('the instruction is empty', 'instruction')
  const inputs: Turn['inputs'] = []
  if (source === 'previous') inputs.push({ from: 'previous', role: 'source' })
  else if (source)
    inputs.push({ from: 'case', role: 'source', image: await to.pictures.keep(source) })
  for (const picture of references)
    inputs.push({ from: 'case', role: 'reference', image: await to.pictures.keep(picture) })
  const truth = await truthOf(draft, tasks, to)
  return { instruction, inputs, ...(Object.keys(truth).length > 0 ? { truth } : {}) }
}

export const languageOf = ({ language, turns: [first] }: CaseDraft): string => {
  if (language !== undefined) return language
  const text = first?.instruction ?? ''
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja'
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  return /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en'
}

/** Rows of one embedded picture, as GEdit-Bench's two languages, are not independent though nothing names it. */
function clusterOf([first]: readonly Turn[]): string | undefined {
  const source = first?.inputs.find(({ role }) => role === 'source')
  return source?.from === 'case' ? source.image.pixels.slice(0, 16) : undefined
}

/** Keeps its pictures. @throws Refusal for what is wrong with one */
export async function caseOf(id: string, draft: CaseDraft, to: Import): Promise<Case> {
  const tasks = tasksOf(draft, to)
  const turns: Turn[] = []
  for (const turn of draft.turns) turns.push(await turnOf(turn, tasks, to))
  return {
    id,
    dataSet: to.id,
    tasks,
    cluster: draft.cluster ?? clusterOf(turns) ?? id,
    language: languageOf(draft),
    tags: [draft.category, ...(draft.tags ?? [])],
    rights: 'see the data set',
    turns,
  }
}

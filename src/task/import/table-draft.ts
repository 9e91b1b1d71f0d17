import { posix } from 'node:path'
import { scriptOf, type Script } from '#schema/script.ts'
import { Refusal, type CaseDraft, type Picture, type TurnDraft } from './draft.ts'
import { editingWords } from './editing-words.ts'
import { promptTasks } from './prompt-tasks.ts'
import { statedObjects } from './stated-objects.ts'
import type { TableRow } from './table-rows.ts'
import { maskOfWhiteRegion } from './white-region.ts'

/** What people call the same column; the first that is there counts. */
const names = {
  key: ['key', 'id', 'prompt_id', 'index', 'idx', 'item_id', 'hash'],
  instruction: ['instruction', 'prompt', 'Prompt', 'Prompts', 'prompt_en', 'text'],
  category: ['category', 'task_type', 'task', 'edit_type', 'tag', 'Category', 'type', 'length'],
  source: ['file_name', 'source_img', 'input_image', 'source', 'image', 'input', 'image_path'],
  reference: ['target_img', 'target', 'edited_image', 'output_image', 'output'],
  mask: ['mask_img', 'mask'],
  references: ['input_images', 'references', 'reference_images'],
  language: ['instruction_language', 'language'],
} as const

/** Imagefolders with several pictures a row: `mask_file_name`, `references_file_names`. */
const fileColumns = ['', '_file_name', '_file_names']

const valueOf = (
  row: TableRow,
  what: keyof typeof names,
  endings: readonly string[] = [''],
): { field: string; value: unknown } | undefined => {
  for (const field of names[what].flatMap((name) => endings.map((ending) => name + ending))) {
    const value = row.values[field]
    if (value !== undefined && value !== null && value !== '') return { field, value }
  }
  return undefined
}

const plainText = (field: string, value: unknown): string => {
  if (['string', 'number', 'bigint'].includes(typeof value)) return String(value)
  throw new Refusal('is no text', field)
}

const textOf = (row: TableRow, what: keyof typeof names): string | undefined => {
  const found = valueOf(row, what)
  return found && plainText(found.field, found.value)
}

/** A name beside the table or, where nothing is there, in the whole folder; or the hub's `{bytes, path}` of a Parquet file. */
function pictureOf(field: string, value: unknown, row: TableRow): Picture {
  if (typeof value === 'string')
    return row.folder === ''
      ? { name: value, field }
      : { name: posix.join(row.folder, value), otherwise: value, field }
  const { bytes } = (value ?? {}) as { bytes?: unknown }
  if (bytes instanceof Uint8Array)
    return { name: `${row.file}:${row.line} ${field}`, bytes: () => bytes, field }
  throw new Refusal('is neither a file name nor a picture', field)
}

const picturesOf = (
  row: TableRow,
  what: 'source' | 'reference' | 'mask' | 'references',
): Picture[] => {
  const found = valueOf(row, what, fileColumns)
  if (!found) return []
  const { field, value } = found
  return (Array.isArray(value) ? value : [value]).map((one, index) =>
    pictureOf(Array.isArray(value) ? `${field}[${index}]` : field, one, row),
  )
}

const wantedTexts = (row: TableRow): { text?: { wanted: string; script: Script } } => {
  const { text, text_length: length } = row.values
  if (!Array.isArray(text) || length === undefined) return {}
  const wanted = text.map(String).join(' ')
  return { text: { wanted, script: scriptOf(wanted) } }
}

/** MagicBrush's masks are its sources with the region drawn out of them. */
const maskOf = (row: TableRow): Picture | undefined => {
  const [mask] = picturesOf(row, 'mask')
  return mask && sessionOf(row) !== undefined ? { ...mask, convert: maskOfWhiteRegion } : mask
}

function truthOf(row: TableRow): NonNullable<TurnDraft['truth']> {
  const [reference] = picturesOf(row, 'reference')
  const mask = maskOf(row)
  const objects = statedObjects(row.values)
  return {
    ...(reference ? { reference } : {}),
    ...(mask ? { mask } : {}),
    ...wantedTexts(row),
    ...(objects ? { objects } : {}),
  }
}

function turnOf(row: TableRow, source: Picture | undefined, references: Picture[]): TurnDraft {
  const instruction = textOf(row, 'instruction')
  if (instruction === undefined) throw new Refusal('the row has no instruction', 'instruction')
  const truth = truthOf(row)
  return {
    instruction,
    ...(source ? { source } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(Object.keys(truth).length > 0 ? { truth } : {}),
  }
}

/** The kind of ask, and what else the row says of itself. */
function kindOf(row: TableRow, turn: TurnDraft): { category: string; tags: string[] } {
  const { Challenge: challenge, Category: subject, Intersection_exist: isShared } = row.values
  // PartiPrompts: its categories say what is in the picture, its challenges what is asked.
  if (typeof challenge === 'string' && challenge !== '' && typeof subject === 'string')
    return { category: challenge.trim(), tags: [subject.trim()] }
  const plain = textOf(row, 'category')?.trim() ?? (turn.source ? 'local' : 'prompt')
  const category = turn.truth?.text ? 'Text' : plain
  // GEdit-Bench reports the subset that every model answered apart.
  return { category, tags: isShared === true ? ['intersection'] : [] }
}

/** GenEval numbers its prompts by their place, and its outputs by that number. */
const placeOf = (row: TableRow, turn: TurnDraft): string =>
  turn.truth?.objects
    ? String(row.line - 1).padStart(5, '0')
    : `${row.table ? `${row.table}-` : ''}row-${String(row.line).padStart(5, '0')}`

/** Emu Edit numbers pictures; each may be asked for in several tasks and splits. */
function longerKeyOf({ values }: TableRow): { longerKey?: string } {
  const { idx, hash, split, task } = values
  return idx === undefined || hash === undefined
    ? {}
    : {
        longerKey: [idx, split, task]
          .flatMap((part) => (part === undefined ? [] : plainText('idx', part)))
          .join('-'),
      }
}

/** @throws Refusal for what is wrong with the row */
export function draftOf(row: TableRow): CaseDraft {
  const [source, ...others] = [...picturesOf(row, 'source'), ...picturesOf(row, 'references')]
  const turn = turnOf(row, source, others)
  const language = textOf(row, 'language')
  const kind = kindOf(row, turn)
  // `color`, `text` and `single_object` are kinds of edits and of prompts.
  const tasks = (source ? editingWords : promptTasks)[kind.category]
  return {
    key: textOf(row, 'key') ?? placeOf(row, turn),
    ...longerKeyOf(row),
    ...kind,
    ...(tasks ? { tasks } : {}),
    ...(source && !source.bytes ? { cluster: source.name } : {}),
    ...(language === undefined ? {} : { language: language === 'cn' ? 'zh' : language }),
    turns: [turn],
  }
}

/** MagicBrush's rows are turns of sessions: those of one picture are one chain. */
export const sessionOf = (row: TableRow): string | undefined =>
  row.values['turn_index'] === undefined || row.values['img_id'] === undefined
    ? undefined
    : plainText('img_id', row.values['img_id'])

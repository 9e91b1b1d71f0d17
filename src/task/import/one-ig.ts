import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { PromptQuestion } from '#schema/case.ts'
import { scriptOf } from '#schema/script.ts'
import type { CaseDraft, ImportFormat } from './draft.ts'
import { checkedRow, jsonFile } from './json-rows.ts'
import { readTable } from './table-rows.ts'

const Row = z.object({
  category: z.string().min(1),
  id: z.string().min(1),
  prompt: z.string().min(1),
  class: z.string().optional(),
})

/** Either an object or the JSON of one, as its authors wrote both. */
const numbered = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? (JSON.parse(given) as unknown) : given),
    z.record(z.string(), value),
  )
const Questions = z.record(
  z.string(),
  z.object({ question: numbered(z.string()), dependency: numbered(z.array(z.int())) }),
)

interface Extras {
  /** By class of the prompt and its id. */
  questions: Map<string, PromptQuestion[]>
  texts: Map<string, string>
}

const questionsOf = ({
  question,
  dependency,
}: z.infer<typeof Questions>[string]): PromptQuestion[] =>
  Object.entries(question).map(([id, text]) => ({
    id,
    text,
    parents: (dependency[id] ?? []).filter((parent) => parent !== 0).map(String),
  }))

/** `['OPEN', "it's"]`: a Python list of strings, the form in which the texts are published. */
const pythonStrings = (list: string): string =>
  [...list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)]
    .map(([, single, double]) => (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'))
    .join(' ')

const TextRow = z.object({ id: z.string(), text_content: z.string() })

function addText(values: Record<string, unknown>, { texts }: Extras): void {
  const row = TextRow.safeParse(values)
  if (row.success) texts.set(row.data.id, pythonStrings(row.data.text_content))
}

async function readExtras(
  root: string,
  files: readonly string[],
  inChinese: boolean,
): Promise<Extras> {
  const extras: Extras = { questions: new Map(), texts: new Map() }
  for (const name of files) {
    const kind = /(?:^|\/)Q_D\/(\w+?)(_zh)?\.json$/i.exec(name)
    if (kind && (kind[2] !== undefined) === inChinese) {
      for (const [id, entry] of Object.entries(
        checkedRow(Questions, await jsonFile(join(root, name))),
      ))
        extras.questions.set(`${kind[1]?.toLowerCase()}/${id}`, questionsOf(entry))
    }
    if (basename(name) !== (inChinese ? 'text_content_zh.csv' : 'text_content.csv')) continue
    for await (const { values } of readTable(join(root, name), root)) addText(values, extras)
  }
  return extras
}

/** Folder of a category's outputs and name of its questions; ids are unique within it only. */
function setOf(category: string): string {
  if (/text/i.test(category)) return 'text'
  if (/reason|knowledge/i.test(category)) return 'reasoning'
  if (/multi/i.test(category)) return 'multilingualism'
  if (/anime|styl/i.test(category)) return 'anime'
  return /portrait|human/i.test(category) ? 'human' : 'object'
}

function draftOf(values: Record<string, unknown>, extras: Extras): CaseDraft {
  const prompt =
    values['prompt_en'] ?? values['prompt_cn'] ?? values['prompt_zh'] ?? values['prompt']
  const { id, ...row } = checkedRow(Row, { ...values, prompt })
  const set = setOf(row.category)
  const wanted = set === 'text' ? extras.texts.get(id) : undefined
  const questions = extras.questions.get(`${set}/${id}`)
  const truth = {
    ...(wanted ? { text: { wanted, script: scriptOf(wanted) } } : {}),
    ...(questions ? { questions } : {}),
  }
  return {
    key: `${set}-${id}`,
    category: set,
    tags: [row.category, ...(row.class ? [row.class] : [])],
    turns: [{ instruction: row.prompt, ...(Object.keys(truth).length > 0 ? { truth } : {}) }],
  }
}

/** One list a language; on the hub each is a folder of Parquet files. English comes first, its ids stay as they are. */
const listsIn = (files: readonly string[]): string[] =>
  files
    .filter(
      (name) =>
        /^OneIG[-_]Bench.*\.csv$/i.test(basename(name)) ||
        /(?:^|\/)OneIG[-_]Bench[^/]*\/(?:.*\/)?[^/]+\.parquet$/i.test(name),
    )
    .toSorted((a, b) => Number(isChinese(a)) - Number(isChinese(b)))

const isChinese = (list: string): boolean => /OneIG[-_]Bench[-_]ZH/i.test(list)

const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort()

/** OneIG-Bench: its lists of prompts, with the questions and texts of its repository where they lie beside them. */
export const oneIg: ImportFormat = {
  id: 'one-ig',
  title: 'OneIG-Bench',
  licence: 'see source',
  source: 'OneIG-Bench/OneIG-Benchmark layout',
  tasks: {
    text: ['typography', 'prompt-following'],
    anime: ['prompt-following', 'aesthetics'],
    human: ['prompt-following', 'realism'],
    object: ['prompt-following', 'realism'],
    reasoning: ['prompt-following'],
    multilingualism: ['prompt-following'],
  },
  rootOf: async (folder) => (listsIn(await filesOf(folder)).length === 0 ? undefined : folder),
  async *rows(root) {
    const files = await filesOf(root)
    for (const name of listsIn(files)) {
      const extras = await readExtras(root, files, isChinese(name))
      const language = isChinese(name) ? 'zh' : 'en'
      for await (const { file, line, values } of readTable(join(root, name), root))
        yield { file, line, draft: () => ({ ...draftOf(values, extras), language }) }
    }
  },
}

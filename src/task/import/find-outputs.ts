import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'

/** A folder of pictures made elsewhere, by path without ending. */
export interface OutputIndex {
  folder: string
  byName: ReadonlyMap<string, readonly string[]>
  /** The same with the folder just above the file left out: there OneIG-Bench keeps its models apart. */
  besideModel: ReadonlyMap<string, readonly string[]>
}

/** What of a case says how its outputs are named. */
export interface OutputCase {
  id: string
  language: string
  turns: readonly unknown[]
}

const endings = new Set(['.png', '.jpg', '.jpeg', '.webp'])

/** Indexes every picture by each tail of its path: `a/b/7.png` is found as `7`, `b/7` and `a/b/7`. Links are not followed. */
export async function indexOutputs(folder: string): Promise<OutputIndex> {
  const byName = new Map<string, string[]>()
  const besideModel = new Map<string, string[]>()
  const add = (names: Map<string, string[]>, name: string, path: string): void => {
    names.set(name, [...(names.get(name) ?? []), path])
  }
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  // File systems list in any order; what is told must not depend on it.
  for (const path of files.sort()) {
    const parts = path.slice(0, -extname(path).length).split('/')
    for (let from = 0; from < parts.length; from++) {
      add(byName, parts.slice(from).join('/'), path)
    }
    if (parts.length >= 3) add(besideModel, `${parts.at(-3)}/${parts.at(-1)}`, path)
  }
  return { folder, byName, besideModel }
}

/**
 * Names an output may have, the surest first: `KEY` (GEdit, ImgEdit, PIE-Bench, OmniContext, RISEBench, KRIS-Bench),
 * `KEY/KEY_1` and `KEY_iter_K` (MagicBrush), `KEY/samples/0000` (GenEval), `KEY_0` (LongText-Bench),
 * `COLLECTION/PROMPT_0` (DreamBench++), `SET/MODEL/ID` (OneIG-Bench, a picture a file).
 */
function namesOf(key: string, turn: number, turns: number): string[] {
  const later = [
    `${key}_iter_${turn}`,
    `${key}/${key}_iter_${turn}`,
    `${key}_${turn}`,
    `${key}_turn${turn}`,
  ]
  if (turn > 1) return later
  const first = [`${key}/${key}_1`, `${key}/samples/0000`, `${key}/0000`, `${key}_0`]
  return turns > 1 ? [...later, ...first, key] : [key, ...first, ...later]
}

/** An importer may have put the suite or category before the key: `basic_edit-7` is looked for as `basic_edit/7` and `7` too. */
const withoutSuite = (id: string): string[] => {
  const at = id.indexOf('-')
  return at < 0 ? [id] : [id, `${id.slice(0, at)}/${id.slice(at + 1)}`, id.slice(at + 1)]
}

/** Folders in which benchmarks in two languages keep each apart. */
const languageFolders: Readonly<Record<string, string>> = { en: 'en', cn: 'zh', zh: 'zh' }

const languageOf = (path: string): string | undefined =>
  path
    .split('/')
    .slice(0, -1)
    .map((part) => languageFolders[part.toLowerCase()])
    .find((language) => language !== undefined)

interface Wanted {
  key: string
  mayBe: (path: string) => boolean
}

/** A row that comes in two languages may have its own behind its key: `a-zh` is `a` too, but only in a folder of that language. */
function wantedOf({ id, language }: OutputCase): Wanted[] {
  const ending = `-${language}`
  const plain = id.endsWith(ending) ? withoutSuite(id.slice(0, -ending.length)) : []
  return [
    ...withoutSuite(id).map((key) => ({
      key,
      mayBe: (path: string) => (languageOf(path) ?? language) === language,
    })),
    ...plain.map((key) => ({ key, mayBe: (path: string) => languageOf(path) === language })),
  ]
}

export type FoundOutput = { path: string } | { missing: true } | { ambiguous: readonly string[] }

function onlyOne(found: readonly string[] | undefined, { mayBe }: Wanted): FoundOutput | undefined {
  const paths = found?.filter(mayBe) ?? []
  const [path] = paths
  if (path === undefined) return undefined
  return paths.length > 1 ? { ambiguous: paths } : { path }
}

/** The output of one turn. Two files under one name are told, never guessed between. */
export function findOutput(
  { byName, besideModel }: OutputIndex,
  subject: OutputCase,
  turn: number,
): FoundOutput {
  for (const wanted of wantedOf(subject)) {
    for (const name of namesOf(wanted.key, turn, subject.turns.length)) {
      const found = onlyOne(byName.get(name), wanted)
      if (found) return found
    }
    const found = turn === 1 ? onlyOne(besideModel.get(wanted.key), wanted) : undefined
    if (found) return found
  }
  return { missing: true }
}

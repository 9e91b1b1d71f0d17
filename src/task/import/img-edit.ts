import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, posix, relative } from 'node:path'
import { z } from 'zod'
import type { CaseDraft, ImportFormat } from './draft.ts'
import { editingWords } from './editing-words.ts'
import { checkedRow, jsonFile } from './json-rows.ts'
import { pictureFolder } from './picture-folder.ts'

const Single = z.object({
  id: z.string().min(1),
  prompt: z.string().min(1),
  edit_type: z.string().optional(),
})
/** Two or three turns, as its README says. */
const Turns = z.object({
  id: z.string().min(1),
  turn1: z.string().min(1),
  turn2: z.string().min(1),
  turn3: z.string().min(1).optional(),
})
const Entry = z.union([Single, Turns])
const Index = z.record(z.string(), z.unknown())

function draftOf(suite: string, key: string, value: unknown, pictures: string): CaseDraft {
  const entry = checkedRow(Entry, value)
  const source = { name: posix.join(pictures, entry.id), field: 'id' }
  const isChain = 'turn1' in entry
  const [first = '', ...later] = isChain
    ? [entry.turn1, entry.turn2, ...(entry.turn3 === undefined ? [] : [entry.turn3])]
    : [entry.prompt]
  return {
    key: `${suite}-${key}`,
    category: isChain ? 'multi-turn' : (entry.edit_type ?? 'understanding'),
    cluster: entry.id,
    tags: [suite],
    turns: [
      { instruction: first, source },
      ...later.map((instruction) => ({ instruction, source: 'previous' as const })),
    ],
  }
}

/** Names that only ImgEdit gives its suites: such a file is one, even where it cannot be read. */
const knownNames = /^(basic_edit|singleturn|uge(_edit)?|multi_?turn)\.json$/i
const largestGuess = 16 * 2 ** 20

const firstOf = (value: unknown): unknown => {
  const index = Index.safeParse(value)
  return index.success ? Object.values(index.data)[0] : undefined
}

async function isSuite(file: string): Promise<boolean> {
  if (knownNames.test(basename(file))) return true
  if ((await stat(file)).size > largestGuess) return false
  return Entry.safeParse(firstOf(await jsonFile(file).catch(() => undefined))).success
}

/** Its repository has a folder a suite, with one index or several. */
async function suitesIn(folder: string): Promise<string[]> {
  const tops = await readdir(folder, { withFileTypes: true })
  const folders = [
    folder,
    ...tops.flatMap((top) => (top.isDirectory() ? [join(folder, top.name)] : [])),
  ]
  const suites: string[] = []
  for (const one of folders.sort()) {
    for (const entry of await readdir(one, { withFileTypes: true })) {
      const file = join(one, entry.name)
      if (entry.isFile() && /\.json$/i.test(entry.name) && (await isSuite(file))) suites.push(file)
    }
  }
  return suites.sort()
}

/** ImgEdit-Bench: the basic, UGE and multi-turn suites, `{key: {id, prompt | turn1..3}}` beside their pictures. */
export const imgEdit: ImportFormat = {
  id: 'img-edit',
  title: 'ImgEdit-Bench',
  licence: 'see source',
  source: 'PKU-YuanGroup/ImgEdit Benchmark layout',
  tasks: { ...editingWords, 'multi-turn': ['local-editing'] },
  rootOf: async (folder) => ((await suitesIn(folder)).length > 0 ? folder : undefined),
  async *rows(root) {
    for (const file of await suitesIn(root)) {
      const suite = basename(file).replace(/\.json$/i, '')
      const beside = relative(root, dirname(file)).replaceAll('\\', '/')
      const entries = checkedRow(Index, await jsonFile(file))
      const first = Single.pick({ id: true }).safeParse(firstOf(entries))
      const places = [beside, '', posix.join(beside, 'original_images'), 'original_images']
      const pictures = pictureFolder(root, places, first.success ? first.data.id : '')
      for (const [key, value] of Object.entries(entries))
        yield { file, draft: () => draftOf(suite, key, value, pictures) }
    }
  },
}

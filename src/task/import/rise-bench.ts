import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { Refusal, type CaseDraft, type ImportFormat } from './draft.ts'
import { checkedRow, jsonFile } from './json-rows.ts'
import { pictureFolder } from './picture-folder.ts'

const Images = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const Entry = z.object({
  index: z.union([z.string().min(1), z.int()]),
  category: z.string().min(1),
  instruction: z.string().min(1),
  image: Images,
  reference_img: z.string().nullish(),
})

const indexOf = async (folder: string): Promise<string | undefined> =>
  (await readdir(folder)).sort().find((name) => /^data.*\.json$/.test(name))

function draftOf(value: unknown, root: string): CaseDraft {
  const entry = checkedRow(Entry, value)
  const [first, ...others] = [entry.image].flat()
  if (first === undefined) throw new Refusal('names no picture', 'image')
  // On the hub its pictures are in a data.zip beside the list.
  const folder = pictureFolder(root, ['', 'data', 'data/data'], first)
  const picture = (name: string, field: string) => ({ name: posix.join(folder, name), field })
  const { reference_img: reference } = entry
  return {
    key: String(entry.index),
    category: entry.category,
    cluster: first,
    turns: [
      {
        instruction: entry.instruction,
        source: picture(first, 'image'),
        ...(others.length > 0 ? { references: others.map((name) => picture(name, 'image')) } : {}),
        ...(reference ? { truth: { reference: picture(reference, 'reference_img') } } : {}),
      },
    ],
  }
}

/** RISEBench: a JSON list of knowledge and reasoning edits; its four kinds keep their own names. */
export const riseBench: ImportFormat = {
  id: 'rise-bench',
  title: 'RISEBench',
  licence: 'see source',
  source: 'PhoenixZ810/RISEBench layout',
  tasks: {},
  async rootOf(folder) {
    for (const root of [folder, join(folder, 'data')])
      if (existsSync(root) && (await indexOf(root)) !== undefined) return root
    return undefined
  },
  async *rows(root) {
    const file = join(root, (await indexOf(root)) ?? '')
    for (const value of checkedRow(z.array(z.unknown()), await jsonFile(file)))
      yield { file, draft: () => draftOf(value, root) }
  },
}

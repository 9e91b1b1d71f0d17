import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ImportFormat } from './draft.ts'
import { checkedRow, jsonFile } from './json-rows.ts'

const Entry = z.object({
  index: z.union([z.string().min(1), z.int()]),
  category: z.string().min(1),
  instruction: z.string().min(1),
  image: z.string().min(1),
  reference_img: z.string().nullish(),
})

const indexOf = async (folder: string): Promise<string | undefined> =>
  (await readdir(folder)).find((name) => /^data.*\.json$/.test(name))

/** RISEBench: a JSON list of knowledge and reasoning edits; its four kinds keep their own names. */
export const riseBench: ImportFormat = {
  id: 'rise-bench',
  title: 'RISEBench',
  licence: 'see source',
  source: 'PhoenixZ810/RISEBench layout',
  tasks: {},
  rootOf: async (folder) => ((await indexOf(folder)) === undefined ? undefined : folder),
  async *rows(root) {
    const file = join(root, (await indexOf(root)) ?? '')
    for (const value of checkedRow(z.array(z.unknown()), await jsonFile(file))) {
      yield {
        file,
        draft: () => {
          const entry = checkedRow(Entry, value)
          const { reference_img: reference } = entry
          return {
            key: String(entry.index),
            category: entry.category,
            cluster: entry.image,
            turns: [
              {
                instruction: entry.instruction,
                source: { name: entry.image, field: 'image' },
                ...(reference
                  ? { truth: { reference: { name: reference, field: 'reference_img' } } }
                  : {}),
              },
            ],
          }
        },
      }
    }
  },
}

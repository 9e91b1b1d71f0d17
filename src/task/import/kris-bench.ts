import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal, type CaseDraft, type ImportFormat } from './draft.ts'
import { editingWords } from './editing-words.ts'
import { checkedRow, jsonFile } from './json-rows.ts'

const Entry = z.object({
  ori_img: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** As its repository writes it; `instruction` as its results do. */
  ins_en: z.string().optional(),
  instruction: z.string().optional(),
  /** Empty where nothing is the one right answer. */
  gt_img: z.string().nullish(),
})

function draftOf(category: string, key: string, value: unknown): CaseDraft {
  const entry = checkedRow(Entry, value)
  const [first, ...others] = [entry.ori_img].flat()
  if (first === undefined) throw new Refusal('names no picture', 'ori_img')
  const instruction = entry.ins_en ?? entry.instruction
  if (instruction === undefined) throw new Refusal('the entry has no instruction', 'ins_en')
  const picture = (name: string, field = 'ori_img') => ({ name: `${category}/${name}`, field })
  return {
    key: `${category}-${key}`,
    category,
    cluster: `${category}/${first}`,
    turns: [
      {
        instruction,
        source: picture(first),
        ...(others.length > 0 ? { references: others.map((name) => picture(name)) } : {}),
        ...(entry.gt_img ? { truth: { reference: picture(entry.gt_img, 'gt_img') } } : {}),
      },
    ],
  }
}

const categoriesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(folder, name, 'annotation.json')))
    .sort()

/** KRIS-Bench: one folder a category with annotation.json `{image_id: {ori_img, ins_en, gt_img}}`. */
export const krisBench: ImportFormat = {
  id: 'kris-bench',
  title: 'KRIS-Bench',
  licence: 'see source',
  source: 'mercurystraw/Kris_Bench layout',
  tasks: editingWords,
  async rootOf(folder) {
    for (const root of [folder, join(folder, 'KRIS_Bench')])
      if (existsSync(root) && (await categoriesIn(root)).length > 0) return root
    return undefined
  },
  async *rows(root) {
    for (const category of await categoriesIn(root)) {
      const file = join(root, category, 'annotation.json')
      const entries = checkedRow(z.record(z.string(), z.unknown()), await jsonFile(file))
      for (const [key, value] of Object.entries(entries))
        yield { file, draft: () => draftOf(category, key, value) }
    }
  },
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { encodeMaskPng } from '#image/encode.ts'
import { Refusal, type CaseDraft, type ImportFormat, type Picture } from './draft.ts'
import { editingWords } from './editing-words.ts'
import { checkedRow, jsonFile } from './json-rows.ts'

const Entry = z.object({
  image_path: z.string().min(1),
  editing_instruction: z.string().min(1),
  editing_type_id: z.union([z.string(), z.int()]),
  mask: z.array(z.int().nonnegative()).optional(),
})

const kinds = [
  'random',
  'change_object',
  'add_object',
  'delete_object',
  'change_attribute_content',
  'change_attribute_pose',
  'change_attribute_color',
  'change_attribute_material',
  'change_background',
  'change_style',
]

const side = 512

/**
 * Its run-length mask as pixels, 255 = to be edited: pairs of start and length over 512 x 512 rows. The whole
 * border is set too and a run is cut at the end, as its own evaluation does. @throws Refusal for what is no run
 */
export function maskOfRuns(runs: readonly number[]): Uint8Array {
  const data = new Uint8Array(side * side)
  if (runs.length % 2 === 1) throw new Refusal('the runs are not in pairs', 'mask')
  for (let at = 0; at < runs.length; at += 2) {
    const [start = 0, length = 0] = [runs[at], runs[at + 1]]
    if (start >= data.length) throw new Refusal('a run begins outside the picture', 'mask')
    data.fill(255, start, start + length)
  }
  data.fill(255, 0, side)
  data.fill(255, side * (side - 1))
  for (let row = 0; row < side; row++) data[row * side] = data[row * side + side - 1] = 255
  return data
}

function maskPicture(key: string, runs: readonly number[]): Picture {
  const data = maskOfRuns(runs)
  return {
    name: `mask of ${key}`,
    bytes: () => encodeMaskPng({ width: side, height: side, data }),
    field: 'mask',
  }
}

function draftOf(key: string, value: unknown, pictures: string): CaseDraft {
  const entry = checkedRow(Entry, value)
  const category = kinds[Number(entry.editing_type_id)]
  if (category === undefined) throw new Refusal('unknown type of edit', 'editing_type_id')
  return {
    key,
    category,
    cluster: entry.image_path,
    turns: [
      {
        instruction: entry.editing_instruction.replaceAll(/[[\]]/g, ''),
        source: { name: `${pictures}${entry.image_path}`, field: 'image_path' },
        ...(entry.mask ? { truth: { mask: maskPicture(key, entry.mask) } } : {}),
      },
    ],
  }
}

/** PIE-Bench: mapping_file.json with run-length masks, pictures in annotation_images/. */
export const pieBench: ImportFormat = {
  id: 'pie-bench',
  title: 'PIE-Bench',
  licence: 'see source',
  source: 'cure-lab/PnPInversion layout',
  tasks: editingWords,
  rootOf: async (folder) => (existsSync(join(folder, 'mapping_file.json')) ? folder : undefined),
  async *rows(root) {
    const file = join(root, 'mapping_file.json')
    const pictures = existsSync(join(root, 'annotation_images')) ? 'annotation_images/' : ''
    const entries = checkedRow(z.record(z.string(), z.unknown()), await jsonFile(file))
    for (const [key, value] of Object.entries(entries))
      yield { file, draft: () => draftOf(key, value, pictures) }
  },
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ImportFormat } from './draft.ts'
import { checkedRow, jsonLines } from './json-rows.ts'

/** A row of test/metadata.jsonl as released; the types of the two indices vary between copies. */
const Row = z.object({
  file_name: z.string().min(1),
  instruction: z.string().min(1),
  category: z.string().min(1),
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  image_idx: z.union([z.int(), z.string()]),
  prompt_idx: z.union([z.int(), z.string()]),
})

/** Many imagefolders have a test split; only this one numbers its pictures so. A file of faults is told as ours. */
async function namesAnIndex(file: string): Promise<boolean> {
  for await (const { value } of jsonLines(file)) {
    try {
      const row = value()
      if (typeof row === 'object' && row !== null) return 'image_idx' in row || 'prompt_idx' in row
    } catch {
      continue
    }
  }
  return false
}

/** The released KontextBench, from the Hugging Face hub as a folder. */
export const kontextBench: ImportFormat = {
  id: 'kontext-bench',
  title: 'KontextBench',
  licence: 'see source',
  source: 'black-forest-labs/kontext-bench layout',
  // The sixth task is identity kept, so every character row asks for it too.
  tasks: {
    'Instruction Editing - Local': ['local-editing'],
    'Instruction Editing - Global': ['global-editing'],
    'Text Editing': ['text-editing'],
    'Style Reference': ['style-reference'],
    'Character Reference': ['character-reference', 'character-consistency'],
  },
  async rootOf(folder) {
    const root = join(folder, 'test')
    const file = join(root, 'metadata.jsonl')
    return existsSync(file) && (await namesAnIndex(file)) ? root : undefined
  },
  async *rows(root) {
    for await (const { file, line, value } of jsonLines(join(root, 'metadata.jsonl'))) {
      yield {
        file,
        line,
        draft: () => {
          const row = checkedRow(Row, value())
          return {
            key: row.key,
            category: row.category,
            cluster: String(row.image_idx),
            turns: [
              { instruction: row.instruction, source: { name: row.file_name, field: 'file_name' } },
            ],
          }
        },
      }
    }
  },
}

import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { CaseDraft, ImportFormat } from './draft.ts'
import { editingWords } from './editing-words.ts'
import { checkedRow, jsonFile } from './json-rows.ts'

const Single = z.object({
  id: z.string().min(1),
  prompt: z.string().min(1),
  edit_type: z.string().optional(),
})
const Turns = z.object({
  id: z.string().min(1),
  turn1: z.string().min(1),
  turn2: z.string().min(1),
  turn3: z.string().min(1),
})
const Entry = z.union([Single, Turns])

const suites = [
  'basic_edit.json',
  'singleturn.json',
  'uge_edit.json',
  'uge.json',
  'multiturn.json',
  'multi_turn.json',
]

function draftOf(suite: string, key: string, value: unknown): CaseDraft {
  const entry = checkedRow(Entry, value)
  const source = { name: entry.id, field: 'id' }
  const isChain = 'turn1' in entry
  const [first = '', ...later] = isChain ? [entry.turn1, entry.turn2, entry.turn3] : [entry.prompt]
  return {
    key: `${basename(suite, '.json')}-${key}`,
    category: isChain ? 'multi-turn' : (entry.edit_type ?? 'understanding'),
    cluster: entry.id,
    turns: [
      { instruction: first, source },
      ...later.map((instruction) => ({ instruction, source: 'previous' as const })),
    ],
  }
}

/** ImgEdit-Bench: the basic, UGE and multi-turn suites, `{key: {id, prompt | turn1..3}}` beside their pictures. */
export const imgEdit: ImportFormat = {
  id: 'img-edit',
  title: 'ImgEdit-Bench',
  licence: 'see source',
  source: 'PKU-YuanGroup/ImgEdit Benchmark layout',
  tasks: { ...editingWords, 'multi-turn': ['local-editing'] },
  rootOf: async (folder) =>
    suites.some((suite) => existsSync(join(folder, suite))) ? folder : undefined,
  async *rows(root) {
    for (const suite of suites) {
      const file = join(root, suite)
      if (!existsSync(file)) continue
      const entries = checkedIndex(await jsonFile(file))
      for (const [key, value] of Object.entries(entries))
        yield { file, draft: () => draftOf(suite, key, value) }
    }
  },
}

const checkedIndex = (value: unknown): Record<string, unknown> =>
  checkedRow(z.record(z.string(), z.unknown()), value)

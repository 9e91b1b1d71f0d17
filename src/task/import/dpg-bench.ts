import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PromptQuestion } from '#schema/case.ts'
import type { CaseDraft, ImportFormat } from './draft.ts'
import { checkedRow } from './json-rows.ts'
import { readTable, type TableRow } from './table-rows.ts'

/** One question of a prompt; all questions of a prompt stand one behind the other. */
const Row = z.object({
  item_id: z.string().min(1),
  text: z.string().min(1),
  proposition_id: z.string().regex(/^\d+$/, 'no number'),
  dependency: z.string().regex(/^\d+(\s*,\s*\d+)*$/, 'no list of numbers'),
  category_broad: z.string().optional(),
  question_natural_language: z.string().min(1),
})

function questionOf(row: z.infer<typeof Row>): PromptQuestion {
  const parents = row.dependency.split(',').map((id) => id.trim())
  return {
    id: row.proposition_id,
    text: row.question_natural_language,
    // 0 stands for "on nothing".
    parents: parents.filter((id) => id !== '0'),
    ...(row.category_broad ? { category: row.category_broad } : {}),
  }
}

function draftOf(rows: readonly TableRow[]): CaseDraft {
  const read = rows.map(({ values }) => checkedRow(Row, values))
  const [first] = read
  if (!first) throw new Error('a group has a row')
  return {
    key: first.item_id,
    category: 'dense prompt',
    turns: [{ instruction: first.text, truth: { questions: read.map(questionOf) } }],
  }
}

const tableName = 'dpg_bench.csv'

/** DPG-Bench with its questions: dpg_bench.csv, a row a question. Without it, its prompts alone are text files. */
export const dpgBench: ImportFormat = {
  id: 'dpg-bench',
  title: 'DPG-Bench',
  licence: 'see source',
  source: 'TencentQQGYLab/ELLA dpg_bench layout',
  tasks: { 'dense prompt': ['prompt-following'] },
  async rootOf(folder) {
    return [folder, join(folder, 'dpg_bench')].find((root) => existsSync(join(root, tableName)))
  },
  async *rows(root) {
    let group: TableRow[] = []
    const rowOf = (rows: TableRow[]) => {
      const [first] = rows
      return {
        file: join(root, tableName),
        ...(first ? { line: first.line } : {}),
        draft: () => draftOf(rows),
      }
    }
    for await (const row of readTable(join(root, tableName), root)) {
      if (group.length > 0 && group[0]?.values['item_id'] !== row.values['item_id']) {
        yield rowOf(group)
        group = []
      }
      group.push(row)
    }
    if (group.length > 0) yield rowOf(group)
  },
}

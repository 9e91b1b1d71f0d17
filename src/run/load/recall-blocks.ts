import type { Cell } from '#schema/plan.ts'
import type { Record, SkipReason } from '#schema/record.ts'
import { sampleEndOf, type SampleEnd } from './sample-end.ts'

/** What earlier sessions of a run left of one block. */
export interface RecalledBlock {
  /** In plan order. */
  ends: { model: string; end: SampleEnd | undefined }[]
  /** Cells that have their end. */
  done: number
  skipped: Set<SkipReason>
}

/** Reads back how far a run that goes on had come, block by block. */
export async function recallBlocks(
  records: AsyncIterable<Record>,
  cells: ReadonlyMap<string, Cell>,
): Promise<Map<string, RecalledBlock>> {
  const found: { cell: Cell; skipped: SkipReason | undefined; end: SampleEnd | undefined }[] = []
  for await (const record of records) {
    const cell = cells.get(record.cell)
    const turn = record.turns.at(-1)
    if (!cell || !turn) continue
    const { skipped } = turn
    const attempt = turn.attempts.at(-1)
    const end = attempt && sampleEndOf(cell, attempt, skipped === 'dropped')
    found.push({ cell, skipped, end })
  }
  const blocks = new Map<string, RecalledBlock>()
  for (const { cell, skipped, end } of found.sort((a, b) => a.cell.index - b.cell.index)) {
    const id = cell.block ?? ''
    const block = blocks.get(id) ?? { ends: [], done: 0, skipped: new Set() }
    blocks.set(id, block)
    block.done += 1
    if (skipped) block.skipped.add(skipped)
    if (!cell.warmUp && (skipped === undefined || skipped === 'dropped'))
      block.ends.push({ model: cell.model, end })
  }
  return blocks
}

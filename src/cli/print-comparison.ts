import type { Comparison } from '#schema/comparison.ts'
import type { Io } from './io.ts'

/** Share of planned turns of contestants that gave an image, 0 to 1. */
export function coverageOf(comparison: Comparison): number {
  const contestants = new Set(
    comparison.models.filter((model) => !model.control).map((model) => model.id),
  )
  const rows = comparison.coverage.filter((row) => contestants.has(row.model))
  const planned = rows.reduce((sum, row) => sum + row.planned, 0)
  return planned === 0 ? 0 : rows.reduce((sum, row) => sum + row.image, 0) / planned
}

export async function printComparison(io: Io, comparison: Comparison): Promise<void> {
  const { renderTerminalTable } = await import('../pipeline.ts').then((pipeline) =>
    pipeline.terminal(),
  )
  io.out(renderTerminalTable(comparison, { colour: io.colour, width: io.width }))
}

import type { Comparison, TaskPanel } from '#schema/comparison.ts'
import { en } from '#ui/messages/en.ts'
import { formatNumber } from '#ui/format-number.ts'
import { wordClaims } from '#ui/word-claim.ts'

export interface TableOptions {
  colour: boolean
  width: number
}

const short: Record<string, string> = {
  'local-editing': 'local',
  'global-editing': 'global',
  'text-editing': 'text',
  'style-reference': 'style',
  'character-reference': 'char.ref',
  'character-consistency': 'char.cons',
  'prompt-following': 'prompt',
}

const cellOf = (panel: TaskPanel, model: string): string => {
  if (panel.metric === null) return 'votes'
  const row = panel.rows.find((one) => one.model === model)
  if (!row || row.estimate.value === null) return '–'
  const { value, low, high } = row.estimate
  const half = low === null || high === null ? '' : `±${formatNumber((high - low) / 2)}`
  return `${formatNumber(value)}${half}${row.letters ? ` ${row.letters}` : ''}`
}

const latencyCell = (
  comparison: Comparison,
  model: string,
  kind: 'editing' | 'generation',
): string => {
  const row = comparison.latency.find((one) => one.model === model && one.kind === kind)
  return row?.median.value == null ? '–' : `${Math.round(row.median.value)} ms`
}

const costCell = (comparison: Comparison, model: string): string => {
  const rows = comparison.summary.filter(
    (row) => row.model === model && row.metric === 'cost' && row.turn === 'all',
  )
  const known = rows.flatMap((row) => (row.estimate.value === null ? [] : [row.estimate.value]))
  return known.length === 0
    ? 'unknown'
    : `${formatNumber(known.reduce((sum, value) => sum + value, 0) / known.length)} USD`
}

const pad = (columns: readonly string[], widths: readonly number[]): string =>
  columns
    .map((text, index) => text.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd()

/** Lines of one table; too wide for the terminal, it is cut into several with the model's name on each. */
function tableLines(
  header: readonly string[],
  rows: readonly { cells: string[]; dim: boolean }[],
  options: TableOptions,
): string[] {
  const widths = header.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row.cells[index]?.length ?? 0)),
  )
  const lines: string[] = []
  let from = 1
  while (from < header.length) {
    let to = from
    let used = widths[0] ?? 0
    while (to < header.length && used + 2 + (widths[to] ?? 0) <= Math.max(60, options.width))
      used += 2 + (widths[to++] ?? 0)
    if (to === from) to += 1
    const part = (cells: readonly string[]): string =>
      pad([cells[0] ?? '', ...cells.slice(from, to)], [widths[0] ?? 0, ...widths.slice(from, to)])
    lines.push('', options.colour ? `\u001b[1m${part(header)}\u001b[0m` : part(header))
    for (const { cells, dim } of rows)
      lines.push(dim && options.colour ? `\u001b[2m${part(cells)}\u001b[0m` : part(cells))
    from = to
  }
  return lines
}

/** The comparison for a terminal: headlines with half widths and groups, latency, cost, and the verdict in words. */
export function renderTerminalTable(comparison: Comparison, options: TableOptions): string {
  const header = [
    'model',
    ...comparison.panels.map((panel) => short[panel.task] ?? panel.task),
    'edit',
    'generate',
    'cost',
  ]
  const models = [...comparison.models].sort((a, b) => Number(a.control) - Number(b.control))
  const rows = models.map(({ id, control }) => ({
    dim: control,
    cells: [
      control ? `(${id})` : id,
      ...comparison.panels.map((panel) => cellOf(panel, id)),
      latencyCell(comparison, id, 'editing'),
      latencyCell(comparison, id, 'generation'),
      control ? '' : costCell(comparison, id),
    ],
  }))
  const names = { task: (id: string) => id, model: (id: string) => id }
  return [
    ...tableLines(header, rows, options),
    '',
    'Headline of each task ± half of its 95 % interval; letters: models that share one cannot be told apart. text and typography: character error rate, style: colour distance (both lower is better).',
    ...wordClaims(comparison.claims, en, names).map((words) => `- ${words}`),
  ].join('\n')
}

import type { Comparison, TaskPanel } from '#schema/comparison.ts'
import { en } from '#ui/messages/en.ts'
import { formatNumber } from '#ui/format-number.ts'
import { loadLines } from './load-lines.ts'
import { tableLines, type TableOptions } from './table-lines.ts'
import { wordClaims } from '#ui/word-claim.ts'

const short: Record<string, string> = {
  'local-editing': 'local',
  'global-editing': 'global',
  'text-editing': 'text',
  'style-reference': 'style',
  'character-reference': 'char.ref',
  'character-consistency': 'char.cons',
  'prompt-following': 'prompt',
}

/** Of a panel that only votes can fill. */
const ratingCell = ({ ratings }: TaskPanel, model: string): string => {
  const row = ratings?.[0]?.rows.find((one) => one.model === model)
  if (!row) return ratings ? '–' : 'votes'
  const { value, low, high } = row.estimate
  if (value === null) return '–'
  const half = low === null || high === null ? '' : `±${Math.round((high - low) / 2)}`
  return `${Math.round(value)}${half}${row.letters ? ` ${row.letters}` : ''}`
}

const cellOf = (panel: TaskPanel, model: string): string => {
  if (panel.metric === null) return ratingCell(panel, model)
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
  const rows = comparison.latency.filter((one) => one.model === model && one.kind === kind)
  const medians = rows.map(({ median: { value } }) =>
    value === null ? '–' : `${Math.round(value)} ms`,
  )
  // Of several settings each has its own, in their order.
  return medians.join(' / ') || '–'
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

const names = { task: (id: string) => id, model: (id: string) => id }

/** The comparison for a terminal: headlines with half widths and groups, latency, cost, and the verdict in words. */
export function renderTerminalTable(comparison: Comparison, options: TableOptions): string {
  const words = wordClaims(comparison.claims, en, names).map((line) => `- ${line}`)
  if (comparison.load) return [...loadLines(comparison, options), '', ...words].join('\n')
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
  return [
    ...tableLines(header, rows, options),
    '',
    'Headline of each task ± half of its 95 % interval; letters: models that share one cannot be told apart. text and typography: character error rate, style: colour distance (both lower is better).',
    ...words,
  ].join('\n')
}

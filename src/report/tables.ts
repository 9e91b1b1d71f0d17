import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { billedAttempts } from '#schema/attempt.ts'
import type { Comparison, LoadRow } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Score } from '#schema/score.ts'
import type { Vote } from '#schema/vote.ts'

type Row = (string | number | null | undefined)[]

/** Writes rows as they come. Cells that a spreadsheet would run are escaped; missing is empty, never 0. */
export async function writeCsv(
  file: string,
  header: readonly string[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  const csv = stringify({ escape_formulas: true, header: true, columns: [...header] })
  const out = csv.pipe(createWriteStream(file))
  for await (const row of rows) {
    if (!csv.write(row.map((value) => value ?? ''))) await once(csv, 'drain')
  }
  csv.end()
  await finished(out)
}

const summaryColumns = [
  'task',
  'model',
  'setting',
  'turn',
  'metric',
  'unit',
  'direction',
  'statistic',
  'estimate',
  'low',
  'high',
  'level',
  'method',
  'n',
  'clusters',
  'planned',
  'missing',
] as const

export const writeSummary = (file: string, { summary }: Comparison): Promise<void> =>
  writeCsv(
    file,
    summaryColumns,
    summary.map(({ estimate, ...row }): Row => [
      row.task,
      row.model,
      row.setting,
      row.turn,
      row.metric,
      row.unit,
      row.direction,
      estimate.statistic,
      estimate.value,
      estimate.low,
      estimate.high,
      estimate.level,
      estimate.method,
      estimate.n,
      estimate.clusters,
      row.planned,
      estimate.missing,
    ]),
  )

/** Every vote as it was cast, to be rated again by `kontextbench rate`. */
export const writeJudgeVotes = (file: string, votes: readonly Vote[]): Promise<void> =>
  writeFile(file, votes.map((vote) => `${JSON.stringify(vote)}\n`).join(''))

const estimateColumns = (name: string): string[] => [name, `${name}_low`, `${name}_high`]
const estimateCells = (estimate: Estimate | null): Row =>
  estimate ? [estimate.value, estimate.low, estimate.high] : [null, null, null]

const loadColumns = [
  'model',
  'kind',
  'setting',
  'scenario',
  'offered',
  'answered',
  'lost',
  'dropped',
  'untimed',
  'cold',
  'unsure',
  ...['p50_ms', 'p90_ms', 'p95_ms', 'p99_ms', 'per_second', 'goodput'].flatMap(estimateColumns),
  'skew_p99_ms',
  'saturated',
  'not_reached',
  'warm_up_ms',
]

/** A row for each level of a latency bench. */
export const writeLoad = (file: string, rows: readonly LoadRow[]): Promise<void> =>
  writeCsv(
    file,
    loadColumns,
    rows.map((row): Row => [
      row.model,
      row.kind,
      row.setting,
      row.scenario.scenario,
      row.offered,
      row.answered,
      row.lost,
      row.dropped,
      row.untimed,
      row.coldMs.length,
      row.unsure,
      ...[row.median, row.p90, row.p95, row.p99, row.throughput, row.goodput].flatMap(
        estimateCells,
      ),
      row.skewP99Ms,
      String(row.saturated),
      String(row.notReached),
      row.warmUpMs.map((ms) => ms.toFixed(2)).join(' '),
    ]),
  )

const cellColumns = [
  'cell',
  'case',
  'dataSet',
  'model',
  'setting',
  'repeat',
  'turn',
  'outcome',
  'attempts',
  'image',
  'latency_ms',
  'early_ms',
  'late_ms',
  'time_to_image_ms',
  'cost_usd',
  'warnings',
] as const

/** Sum over all attempts, a job that was found again once; one unknown makes it unknown. */
function costOf(attempts: Record['turns'][number]['attempts']): number | null {
  if (attempts.length === 0) return null
  let usd = 0
  for (const { cost } of billedAttempts(attempts)) {
    if (cost.state === 'unknown') return null
    usd += cost.usd
  }
  return usd
}

function turnRow(cell: Cell, turn: Record['turns'][number]): Row {
  const deciding = turn.attempts.at(-1)
  const warnings = turn.attempts.flatMap((attempt) =>
    attempt.warnings.map((warning) => warning.message),
  )
  return [
    cell.id,
    cell.case,
    cell.dataSet,
    cell.model,
    cell.setting,
    cell.repeat,
    turn.turn,
    turn.outcome,
    turn.attempts.length,
    turn.image?.sha256,
    turn.image && !deciding?.untimed ? deciding?.phases?.totalMs : null,
    deciding?.uncertainty?.earlyMs,
    deciding?.uncertainty?.lateMs,
    turn.timeToImageMs,
    costOf(turn.attempts),
    warnings.join('; '),
  ]
}

async function* cellRows(
  cells: ReadonlyMap<string, Cell>,
  records: AsyncIterable<Record>,
): AsyncGenerator<Row> {
  for await (const record of records) {
    const cell = cells.get(record.cell)
    if (cell) for (const turn of record.turns) yield turnRow(cell, turn)
  }
}

export const writeCells = (
  file: string,
  cells: ReadonlyMap<string, Cell>,
  records: AsyncIterable<Record>,
): Promise<void> => writeCsv(file, cellColumns, cellRows(cells, records))

async function* scoreRows(
  cells: ReadonlyMap<string, Cell>,
  scores: AsyncIterable<Score>,
): AsyncGenerator<Row> {
  for await (const score of scores) {
    const cell = cells.get(score.cell)
    const isScored = score.state === 'scored'
    yield [
      score.cell,
      cell?.case,
      cell?.model,
      score.turn,
      score.metric,
      score.version,
      score.state,
      isScored ? score.value : null,
      isScored ? score.unit : null,
      isScored ? null : score.reason,
    ]
  }
}

export const writeScores = (
  file: string,
  cells: ReadonlyMap<string, Cell>,
  scores: AsyncIterable<Score>,
): Promise<void> =>
  writeCsv(
    file,
    ['cell', 'case', 'model', 'turn', 'metric', 'version', 'state', 'value', 'unit', 'reason'],
    scoreRows(cells, scores),
  )

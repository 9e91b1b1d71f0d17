import type { Comparison, LoadRow } from '#schema/comparison.ts'
import { colourOfModel } from './model-colours.ts'

interface Point {
  x: number
  y: number
}

/** Lines over levels: plain data, drawn by the page and as PNG. */
export interface LineFigure {
  type: 'line'
  data: {
    datasets: {
      label: string
      data: Point[]
      yAxisID: 'y' | 'y1'
      borderColor: string
      backgroundColor: string
      borderDash: number[]
      pointRadius: number
    }[]
  }
  options: Record<string, unknown>
}

export interface SweepLabels {
  x: string
  perSecond: string
}

const levelOf = ({ scenario }: LoadRow): number =>
  scenario.scenario === 'server'
    ? scenario.ratePerSecond
    : scenario.scenario === 'multi-stream'
      ? scenario.concurrency
      : Number.NaN

const pointsOf = (rows: readonly LoadRow[], valueOf: (row: LoadRow) => number | null): Point[] =>
  rows.flatMap((row) => {
    const y = valueOf(row)
    return y === null ? [] : [{ x: levelOf(row), y }]
  })

const axis = (text: string, more: object = {}) => ({ title: { display: true, text }, ...more })

const sweepOptions = ({ x, perSecond }: SweepLabels) => ({
  responsive: true,
  maintainAspectRatio: false,
  animation: false,
  plugins: {
    legend: { display: true, labels: { usePointStyle: true, pointStyle: 'line' } },
    title: { display: false },
  },
  scales: {
    x: axis(x, { type: 'linear' }),
    // Over-saturated levels take seconds beside milliseconds.
    y: axis('ms', { type: 'logarithmic' }),
    y1: axis(perSecond, {
      position: 'right',
      beginAtZero: true,
      grid: { drawOnChartArea: false },
    }),
  },
})

/** One sweep: median and p95 in ms on the left, pictures a second on the right, over rate or concurrency. */
export function sweepFigure(
  rows: readonly LoadRow[],
  { models }: Comparison,
  labels: SweepLabels,
): LineFigure {
  const colour = colourOfModel(models)
  const nameOf = new Map(models.map(({ id, name }) => [id, name]))
  const lines = [...Map.groupBy(rows, (row) => row.model)].flatMap(([model, own]) => {
    const line = (label: string, data: Point[], yAxisID: 'y' | 'y1', borderDash: number[]) => ({
      label: `${nameOf.get(model) ?? model} · ${label}`,
      data,
      yAxisID,
      borderColor: colour(model),
      backgroundColor: colour(model),
      borderDash,
      pointRadius: 3,
    })
    return [
      line(
        'p50 ms',
        pointsOf(own, (row) => row.median.value),
        'y',
        [],
      ),
      line(
        'p95 ms',
        pointsOf(own, (row) => row.p95.value),
        'y',
        [6, 4],
      ),
      line(
        labels.perSecond,
        pointsOf(own, (row) => row.throughput.value),
        'y1',
        [2, 3],
      ),
    ]
  })
  return { type: 'line', data: { datasets: lines }, options: sweepOptions(labels) }
}

export interface Sweep {
  id: string
  kind: LoadRow['kind']
  scenario: 'multi-stream' | 'server'
  rows: LoadRow[]
}

/** The sweeps of a latency bench: levels of one scenario and one kind of ask, all models together. */
export function sweepsOf({ load = [] }: Comparison): Sweep[] {
  const groups = Map.groupBy(load, (row) => `${row.scenario.scenario} ${row.kind}`)
  return [...groups.values()].flatMap((rows): Sweep[] => {
    const [first] = rows
    const scenario = first?.scenario.scenario
    if (!first || (scenario !== 'server' && scenario !== 'multi-stream')) return []
    const levels = new Set(rows.map(levelOf))
    return levels.size < 2
      ? []
      : [{ id: `${scenario}-${first.kind}`, kind: first.kind, scenario, rows }]
  })
}

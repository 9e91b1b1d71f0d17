import type { Comparison, TaskPanel } from '#schema/comparison.ts'
import { colourOfModel } from './model-colours.ts'

/** A Chart.js configuration of plain data: it goes into the page as JSON and into the PNG as it is. */
export interface Figure {
  type: 'bar'
  data: {
    labels: string[]
    datasets: {
      label: string
      data: (number | null)[]
      /** Where bars stand; 0 when absent. */
      base?: number
      backgroundColor: string | string[]
      whiskers: ([number, number] | null)[]
      maxBarThickness: number
    }[]
  }
  options: Record<string, unknown>
}

type Interval = { low: number | null; high: number | null }

const whisker = ({ low, high }: Interval): [number, number] | null =>
  low === null || high === null ? null : [low, high]

interface Band {
  value: number
  label: string
}

/** Controls at the same height share a line and a label. */
function mergeBands(bands: readonly Band[], range: number): Band[] {
  const merged: Band[] = []
  for (const band of bands.toSorted((a, b) => a.value - b.value)) {
    const last = merged.at(-1)
    if (last && Math.abs(band.value - last.value) < range * 0.06) last.label += `, ${band.label}`
    else merged.push({ ...band })
  }
  return merged
}

const optionsOf = (
  title: string,
  unit: string,
  bands: readonly Band[],
  legend: boolean,
  max: number | undefined,
) => ({
  responsive: true,
  maintainAspectRatio: false,
  animation: false,
  plugins: {
    legend: { display: legend },
    title: { display: title !== '', text: title },
    kontextWhiskers: { bands },
  },
  scales: {
    y: {
      beginAtZero: true,
      title: { display: unit !== '', text: unit },
      ...(max === undefined ? {} : { suggestedMax: max }),
    },
    x: { grid: { display: false } },
  },
})

/** One task's bars: contestants with interval whiskers, controls as dashed lines. */
export function panelFigure(panel: TaskPanel, comparison: Comparison, title: string): Figure {
  const colour = colourOfModel(comparison.models)
  const nameOf = new Map(comparison.models.map((model) => [model.id, model.name]))
  const rows = panel.rows.filter((row) => !row.control)
  const bands = panel.rows.flatMap((row): Band[] =>
    row.control && row.estimate.value !== null
      ? [{ value: row.estimate.value, label: row.model }]
      : [],
  )
  const tops = [
    ...rows.map((row) => row.estimate.high ?? row.estimate.value ?? 0),
    ...(panel.unit === 'Lab' ? [] : bands.map((band) => band.value)),
  ]
  return {
    type: 'bar',
    data: {
      labels: rows.map(
        (row) => `${nameOf.get(row.model) ?? row.model}${row.letters ? ` (${row.letters})` : ''}`,
      ),
      datasets: [
        {
          label: panel.metric ?? '',
          data: rows.map((row) => row.estimate.value),
          backgroundColor: rows.map((row) => colour(row.model)),
          whiskers: rows.map((row) => whisker(row.estimate)),
          maxBarThickness: 64,
        },
      ],
    },
    options: optionsOf(
      title,
      panel.metric ?? '',
      mergeBands(bands, Math.max(...tops, 0)),
      false,
      Math.max(...tops, 0),
    ),
  }
}

export interface LatencyGroup {
  kind: 'editing' | 'generation'
  /** Empty where the bench has but one. */
  setting: string
}

/** What stands side by side in the figure of latency: each kind under each setting that was timed. */
export function latencyGroups({ latency }: Comparison): LatencyGroup[] {
  const settings = [...new Set(latency.map(({ setting }) => setting))]
  return settings.flatMap((setting) =>
    (['generation', 'editing'] as const)
      .filter((kind) => latency.some((row) => row.kind === kind && row.setting === setting))
      .map((kind) => ({ kind, setting: settings.length > 1 ? setting : '' })),
  )
}

/** Median latency, text-to-image and editing side by side, one colour a model. */
export function latencyFigure(
  comparison: Comparison,
  labels: { editing: string; generation: string; title: string },
): Figure {
  const colour = colourOfModel(comparison.models)
  const groups = latencyGroups(comparison)
  const models = comparison.models.filter((model) => !model.control)
  const rowOf = (model: string, { kind, setting }: LatencyGroup) =>
    comparison.latency.find(
      (row) =>
        row.model === model && row.kind === kind && (setting === '' || row.setting === setting),
    )
  return {
    type: 'bar',
    data: {
      labels: groups.map(({ kind, setting }) => [labels[kind], setting].filter(Boolean).join(', ')),
      datasets: models.map((model) => ({
        label: model.name,
        data: groups.map((group) => rowOf(model.id, group)?.median.value ?? null),
        backgroundColor: colour(model.id),
        whiskers: groups.map((group) => {
          const row = rowOf(model.id, group)
          return row ? whisker(row.median) : null
        }),
        maxBarThickness: 64,
      })),
    },
    options: optionsOf(
      labels.title,
      'ms',
      [],
      true,
      Math.max(0, ...comparison.latency.map((row) => row.median.high ?? 0)),
    ),
  }
}

import type { Comparison } from '#schema/comparison.ts'
import type { VoteRatings } from '#schema/vote-ratings.ts'
import type { Figure } from './figures.ts'
import { colourOfModel } from './model-colours.ts'

/** Rating of the average model: bars stand on it, since a rating has no zero. */
const average = 1000

/** Ratings by votes: bars up or down from the average, with interval whiskers. */
export function ratingFigure(
  { rows, question }: VoteRatings,
  comparison: Comparison,
  label: string,
): Figure {
  const colour = colourOfModel(comparison.models)
  const nameOf = new Map(comparison.models.map((model) => [model.id, model.name]))
  const ends = rows.flatMap(({ estimate: { value, low, high } }) =>
    [value, low, high].filter((end) => end !== null),
  )
  // A look at the axis should not make a few points a gulf.
  const reach = Math.max(100, ...ends.map((end) => Math.abs(end - average))) * 1.1
  return {
    type: 'bar',
    data: {
      labels: rows.map(
        ({ model, letters }) =>
          `${nameOf.get(model) ?? model}${letters === '' ? '' : ` (${letters})`}`,
      ),
      datasets: [
        {
          label: question,
          base: average,
          data: rows.map(({ estimate }) => estimate.value),
          backgroundColor: rows.map(({ model }) => colour(model)),
          whiskers: rows.map(({ estimate: { low, high } }) =>
            low === null || high === null ? null : [low, high],
          ),
          maxBarThickness: 64,
        },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: {
        legend: { display: false },
        title: { display: true, text: label },
        kontextWhiskers: { bands: [] },
      },
      scales: {
        y: {
          min: Math.floor((average - reach) / 10) * 10,
          max: Math.ceil((average + reach) / 10) * 10,
          title: { display: true, text: label },
        },
        x: { grid: { display: false } },
      },
    },
  }
}

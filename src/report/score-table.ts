import { textTable } from './text-table.ts'

interface ScoreLine {
  metric: string
  state: 'scored' | 'unscored'
  value?: number
  unit?: string
  reason?: string
  text?: string
}

const valueOf = ({ value }: ScoreLine): string =>
  value === undefined ? '–' : String(Number(value.toPrecision(6)))

const noteOf = ({ reason, text }: ScoreLine): string =>
  reason === undefined ? (text === undefined ? '' : JSON.stringify(text)) : `unscored: ${reason}`

/** One line a metric: what it says, or why it says nothing. */
export const renderScores = (scores: readonly ScoreLine[]): string =>
  textTable(
    scores.map((score) => [score.metric, valueOf(score), score.unit ?? '', noteOf(score)]),
    4,
  ).join('\n')

import type { Comparison } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import { readJudgeMetric } from '#schema/judge.ts'
import type { JudgeCheck, JudgeDrift } from '#schema/judge-check.ts'
import type {
  JudgeChoices,
  JudgeCoverage,
  JudgeReport,
  JudgeSection,
} from '#schema/judge-report.ts'
import { estimateText } from './estimate-text.ts'
import type { Io } from './io.ts'

type Look = Pick<Io, 'colour'>
type Lines = [name: string, text: string][]

const bold = (text: string, { colour }: Look): string =>
  colour ? `\u001b[1m${text}\u001b[0m` : text
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`
const points = (value: number): string => value.toFixed(1)

const written = (lines: Lines): string[] =>
  lines.map(([name, text]) => `  ${name.padEnd(17)} ${text}`)

/** `12 of 14 answered; refused 2`. */
function coverageText({ planned, answered, unscored }: JudgeCoverage): string {
  const missing = Object.entries(unscored).map(([kind, count]) => `${kind} ${count}`)
  return [`${answered} of ${planned} answered`, ...missing].join('; ')
}

const favours = ({ low, high }: Estimate): string =>
  low !== null && low > 0
    ? ': favours the left'
    : high !== null && high < 0
      ? ': favours the right'
      : ''

function driftText({ verdict, compared, changed, lost, gained, p, date }: JudgeDrift): string {
  if (verdict === 'not-comparable') return `not comparable with ${date}: it was asked otherwise`
  const word = { moved: 'MOVED', changed: 'answers changed', steady: 'no sign of a move' }[verdict]
  const chance = p === null ? '' : `, p ${p.toPrecision(2)}`
  return `${word} since ${date}: ${estimateText(changed, percent)} of ${compared} answers changed; right ones lost ${lost}, gained ${gained}${chance}`
}

function checkLines({ set, asked, drift, byKind, ...check }: JudgeCheck): Lines {
  const { answered, unscored = {} } = check
  const kinds = byKind.map(
    ({ kind, accuracy }) => `${kind} ${accuracy.value === null ? '–' : percent(accuracy.value)}`,
  )
  return [
    ['known answers', `${coverageText({ planned: asked, answered, unscored })} (${set})`],
    ['  right', estimateText(check.accuracy, percent)],
    ['  by kind', kinds.join(', ')],
    ['  same both ways', estimateText(check.consistency, percent)],
    ['  mean side', `${estimateText(check.leftBias, signed)}${favours(check.leftBias)}`],
    ...(drift ? [['  drift', driftText(drift)] as [string, string]] : []),
  ]
}

function choiceLines({ coverage, inconsistent, people, ...choices }: JudgeChoices): Lines {
  const { consistency, leftBias, orderEffect } = choices
  return [
    ['choices', coverageText(coverage)],
    [
      'same both ways',
      `${estimateText(consistency, percent)}; pairs that are not count as ${inconsistent === 'drop' ? 'nothing' : inconsistent}`,
    ],
    ['mean side', `${estimateText(leftBias, signed)} (+ left)${favours(leftBias)}`],
    [
      'order effect',
      orderEffect
        ? `${estimateText(orderEffect, signed)} in theta (+ left)`
        : 'no finite estimate in theta',
    ],
    ...(people
      ? [
          [
            'people',
            `agree ${estimateText(people.withTies, percent)} with ties, ${estimateText(people.withoutTies, percent)} without, on ${people.pairs} pairs`,
          ] as [string, string],
        ]
      : []),
  ]
}

const ratingLines = (ratings: JudgeChoices['ratings']): string[] =>
  ratings.flatMap(({ task, question, n, ratings: rows }) => [
    `  ${task}${question === task ? '' : ` / ${question}`} (${n} pairs)`,
    ...rows.map(({ model, rating, low, high, won }) => {
      const value = rating === null ? 'no finite rating' : points(rating)
      const ends = low === null || high === null ? '' : ` (${points(low)} to ${points(high)})`
      return `    ${model.padEnd(28)} won ${estimateText(won, percent)}; rating ${value}${ends}`
    }),
  ])

/** Mean marks of one judge, task by task. */
function markLines({ judge, marks }: JudgeReport, { summary }: Comparison): string[] {
  const rows = summary.filter(({ metric }) => readJudgeMetric(metric)?.judge === judge)
  const tasks = [...new Set(rows.map(({ task }) => task))]
  return [
    ...written(
      marks.map(({ metric, coverage }) => [
        readJudgeMetric(metric)?.what ?? metric,
        coverageText(coverage),
      ]),
    ),
    ...tasks.flatMap((task) => [
      `  ${task}`,
      ...rows
        .filter((row) => row.task === task)
        .map(
          ({ model, metric, estimate, planned }) =>
            `    ${model.padEnd(28)} ${(readJudgeMetric(metric)?.what ?? '').padEnd(8)} ${estimateText(estimate, (value) => value.toFixed(2))} of ${planned}`,
        ),
    ]),
  ]
}

function reportLines(report: JudgeReport, comparison: Comparison, look: Look): string[] {
  const { judge, cards, choices, check } = report
  const card = comparison.judging?.cards[cards.at(-1) ?? '']
  const isMixed = [choices, ...report.marks].some((one) => (one?.cards.length ?? 0) > 1)
  const mixed = isMixed
    ? '; answers of several judge runs under different cards stand together'
    : ''
  const about = card ? `${card.model} at ${card.provider}, ${card.date}` : ''
  return [
    '',
    bold(`Judge ${judge}`, look),
    `  ${about}${mixed}`,
    ...(check ? written(checkLines(check)) : []),
    ...(choices ? [...written(choiceLines(choices)), ...ratingLines(choices.ratings)] : []),
    ...markLines(report, comparison),
  ]
}

function consensusLines({ consensus }: JudgeSection, look: Look): string[] {
  if (!consensus) return []
  const { judges, pairs, decided, ratings } = consensus
  return [
    '',
    bold(`Consensus of ${judges.join(', ')}`, look),
    `  ${decided} of ${pairs} pairs have more than half of their judges behind one answer`,
    ...ratingLines(ratings),
  ]
}

/** What judges of a run came to, for a terminal. */
export function printJudging(comparison: Comparison, look: Look): string {
  const { judging } = comparison
  if (!judging) return 'No judge has answered yet.'
  return [
    ...judging.judges.flatMap((report) => reportLines(report, comparison, look)),
    ...consensusLines(judging, look),
  ]
    .slice(1)
    .join('\n')
}

/** What a self-test came to. */
export const printChecks = (checks: { [judge: string]: JudgeCheck }, look: Look): string =>
  Object.entries(checks)
    .flatMap(([judge, check]) => [bold(`Judge ${judge}`, look), ...written(checkLines(check))])
    .join('\n')

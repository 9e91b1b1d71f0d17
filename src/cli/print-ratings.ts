import type { RatingDocument, Ratings, RatingsByHeading } from '../vote-files.ts'
import { estimateText } from './estimate-text.ts'
import type { Io } from './io.ts'

type Look = Pick<Io, 'colour' | 'width'>
type Row = Ratings['ratings'][number]
type Overall = RatingsByHeading['overall']

const bold = (text: string, { colour }: Look): string =>
  colour ? `\u001b[1m${text}\u001b[0m` : text

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const points = (value: number): string => value.toFixed(1)
const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`

const longestName = 36
const nameOf = (model: string): string =>
  model.length > longestName ? `${model.slice(0, longestName - 1)}…` : model

const rankOf = ({ rank }: Row): string =>
  rank === null ? '–' : rank.best === rank.worst ? `${rank.best}` : `${rank.best}–${rank.worst}`

interface Span {
  from: number
  to: number
  width: number
}

/** ├──●──┤ at the place of its numbers. */
function whisker({ rating, low, high }: Row, { from, to, width }: Span): string {
  if (rating === null) return ''
  const at = (value: number): number =>
    Math.round(((value - from) / (to - from || 1)) * (width - 1))
  const cells: string[] = Array.from({ length: width }, () => ' ')
  if (low !== null && high !== null) {
    cells.fill('─', at(low), at(high) + 1)
    cells[at(low)] = '├'
    cells[at(high)] = '┤'
  }
  cells[at(rating)] = '●'
  return cells.join('').trimEnd()
}

const columns: readonly [title: string, cell: (row: Row) => string, alignRight: boolean][] = [
  ['rank', rankOf, false],
  ['model', (row) => nameOf(row.model), false],
  ['rating', (row) => (row.rating === null ? '–' : points(row.rating)), true],
  [
    '95 % interval',
    (row) =>
      row.low === null || row.high === null ? '–' : `${points(row.low)} to ${points(row.high)}`,
    true,
  ],
  ['votes', (row) => String(row.n), true],
  ['wins', (row) => (row.winRate === null ? '' : percent(row.winRate.value)), true],
  ['', (row) => row.letters, false],
]

const leastPlot = 20
const mostPlot = 60

/** Columns whose cells are all empty are left out; what width is left draws the intervals. */
function tableOf(rows: readonly Row[], look: Look): string[] {
  const used = columns.filter(([, cell]) => rows.some((row) => cell(row) !== ''))
  const widths = used.map(([title, cell]) =>
    Math.max(title.length, ...rows.map((row) => cell(row).length)),
  )
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((text, k) => (used[k]![2] ? text.padStart(widths[k]!) : text.padEnd(widths[k]!)))
      .join('  ')
  const ends = rows.flatMap(({ low, high, rating }) =>
    [low, high, rating].filter((x) => x !== null),
  )
  const left = look.width - widths.reduce((sum, width) => sum + width + 2, 0)
  const span = { from: Math.min(...ends), to: Math.max(...ends), width: Math.min(mostPlot, left) }
  const plot = (row: Row): string => (left < leastPlot ? '' : `  ${whisker(row, span)}`)
  return [
    bold(lineOf(used.map(([title]) => title)).trimEnd(), look),
    ...rows.map((row) => `${lineOf(used.map(([, cell]) => cell(row)))}${plot(row)}`.trimEnd()),
  ]
}

/** One table a group, for numbers of different groups do not compare; models alone in theirs are listed together. */
function groupTables(
  { ratings, groups }: Pick<Ratings, 'ratings' | 'groups'>,
  look: Look,
): string[] {
  const several = groups.flatMap((models, index) => (models.length > 1 ? [index + 1] : []))
  const alone = ratings.filter(({ group }) => !several.includes(group))
  const tables = several.flatMap((group) => [
    '',
    ...(groups.length > 1 ? [`group ${group}`] : []),
    ...tableOf(
      ratings.filter((row) => row.group === group),
      look,
    ),
  ])
  if (alone.length === 0) return tables
  return [...tables, '', 'alone in their group, so without a rating', ...tableOf(alone, look)]
}

const voterWords = { person: 'people', judge: 'judges', pooled: 'people and judges' } as const

type Bounded = NonNullable<Ratings['orderEffect']>

const boundedText = (
  { value, se, low, high }: Bounded,
  format: (value: number) => string,
): string =>
  se === null || low === null || high === null
    ? `${format(value)} (no interval)`
    : `${format(value)} (${format(low)} to ${format(high)}, se ${se.toFixed(3)})`

function circlesText({ met, cyclic }: Ratings['circles']): string {
  const decided = cyclic.filter((triple) => triple.decided)
  const example = decided[0] ? `, such as ${decided[0].models.join(' > ')}` : ''
  return `${cyclic.length} of ${met} triples go round, ${decided.length} of them beyond chance${example}`
}

/** What it takes to tell the rest apart; nothing when all is decided or nothing can be said. */
function toDecideText({
  done,
  more,
  low,
  high,
  open,
  of,
}: Ratings['toDecide']): string | undefined {
  if (done || open === 0) return undefined
  const pairs = `${open} of ${of} pairs`
  if (more === null) return pairs
  const range = `${low ?? 'any'} to ${high === null ? 'any number' : high}`
  return `${pairs}; about ${more} more votes like these would decide them (${range})`
}

/** What stands below a table. */
function remarks(ratings: Ratings): string[] {
  const { ties, orderEffect, bothBad, sameModel, circles, goodnessOfFit, skipped } = ratings
  const lines: [string, string][] = [['both bad', estimateText(bothBad, percent)]]
  if (ties) {
    const [name, value] = 'nu' in ties ? ['nu', ties.nu] : ['theta', ties.theta]
    lines.push([`ties, ${name}`, boundedText({ ...ties, value }, (x) => x.toFixed(3))])
  }
  if (orderEffect)
    lines.push(['order effect', `${boundedText(orderEffect, signed)} in theta, + favours the left`])
  if (sameModel)
    lines.push(['same model twice', `left chosen ${estimateText(sameModel.leftShare, percent)}`])
  if (goodnessOfFit && goodnessOfFit.df > 0)
    lines.push([
      'one scale fits',
      `deviance ${goodnessOfFit.deviance.toFixed(1)} on ${goodnessOfFit.df} degrees of freedom`,
    ])
  if (circles.met > 0) lines.push(['circles', circlesText(circles)])
  const open = toDecideText(ratings.toDecide)
  if (open !== undefined) lines.push(['not yet apart', open])
  if (skipped > 0) lines.push(['skipped', `${skipped} votes`])
  return lines.map(([name, text]) => `${name.padEnd(18)}${text}`)
}

const warningLines = (warnings: readonly string[]): string[] =>
  warnings.flatMap((text) => ['', `! ${text}`])

function ratingLines(ratings: Overall, title: string, look: Look): string[] {
  const { n, clusters, voters, method } = ratings
  const units = clusters === n || clusters === 0 ? '' : ` in ${clusters} clusters`
  return [
    bold(`${title}${n} votes of ${voterWords[voters]}${units}`, look),
    method,
    ...groupTables(ratings, look),
    '',
    ...('bothBad' in ratings ? remarks(ratings) : []),
    ...warningLines(ratings.warnings),
  ]
}

function documentLines(document: Ratings | RatingsByHeading, look: Look): string[] {
  if (!('parts' in document)) return ratingLines(document, '', look)
  return [
    ...document.parts.flatMap((part) => [
      ...ratingLines(part, `${document.by} ${part.part}: `, look),
      '',
    ]),
    ...ratingLines(document.overall, 'overall: ', look),
  ]
}

/** Ratings for a terminal: a table a group with intervals drawn, and what else the votes say. */
export function printRatings(document: RatingDocument, look: Look): string {
  const { judges } = document
  const lines = documentLines(document, look)
  const more = judges ? ['', ...documentLines(judges, look)] : []
  const letters = 'Models of a group that share a letter cannot be told apart.'
  return [...lines, ...more, '', letters].join('\n').replaceAll(/\n{3,}/g, '\n\n')
}

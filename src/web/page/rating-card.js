import { node } from './dom.js'
import { between, colours, number, percent, whole } from './numbers.js'
import { table } from './table.js'

const average = 1000

const colourOf = (models, id) =>
  colours[models.findIndex((model) => model.id === id) % colours.length] ?? '#6b6b6b'

const nameOf = (models, id) => models.find((model) => model.id === id)?.name ?? id

function dotted(models, id) {
  const dot = node('span', { className: 'dot' })
  dot.style.background = colourOf(models, id)
  return node('span', {}, dot, nameOf(models, id))
}

/** Bars up or down from the average model, with whiskers; a rating has no zero. */
function figureOf(models, rows, ink) {
  const rated = rows.filter(({ rating }) => rating !== null)
  const ends = rated.flatMap(({ rating, low, high }) => [rating, low ?? rating, high ?? rating])
  const reach = Math.max(100, ...ends.map((end) => Math.abs(end - average))) * 1.1
  return {
    type: 'bar',
    data: {
      labels: rated.map(
        ({ model, letters }) => `${nameOf(models, model)}${letters ? ` (${letters})` : ''}`,
      ),
      datasets: [
        {
          base: average,
          data: rated.map(({ rating }) => rating),
          backgroundColor: rated.map(({ model }) => colourOf(models, model)),
          whiskers: rated.map(({ low, high }) =>
            low === null || high === null ? null : [low, high],
          ),
          whiskerColour: ink.strong,
          maxBarThickness: 56,
        },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: { legend: { display: false }, kontextWhiskers: { bands: [] } },
      scales: {
        y: {
          min: Math.floor((average - reach) / 10) * 10,
          max: Math.ceil((average + reach) / 10) * 10,
          ticks: { color: ink.soft },
          grid: { color: ink.line },
        },
        x: { grid: { display: false }, ticks: { color: ink.soft } },
      },
    },
    plugins: [globalThis.kontextWhiskers],
  }
}

const inkNow = () => {
  const style = getComputedStyle(document.documentElement)
  const of = (name) => style.getPropertyValue(name).trim()
  return { strong: of('--ink'), soft: of('--soft'), line: of('--line') }
}

function plot(words, models, rows, charts) {
  const canvas = words.bind(node('canvas', { aria: { role: 'img' } }), 'rating', 'aria-label')
  const box = node('div', { className: 'plot' }, canvas)
  // Drawn once it is in the page and has a size.
  queueMicrotask(() => charts.push(new globalThis.Chart(canvas, figureOf(models, rows, inkNow()))))
  return box
}

const ranks = ({ rank }) =>
  rank === null
    ? '–'
    : rank.best === rank.worst
      ? String(rank.best)
      : `${rank.best} – ${rank.worst}`

const ratingTable = (words, models, rows) =>
  table(
    words,
    ['model', 'rating', 'interval', 'rank', 'group', 'winRate', 'votes'],
    rows.map((row) => [
      dotted(models, row.model),
      whole(row.rating),
      between(row, whole),
      ranks(row),
      `${rows.some(({ group }) => group > 1) ? `${row.group}: ` : ''}${row.letters}`,
      row.winRate ? `${percent(row.winRate.value)} (${between(row.winRate, percent)})` : '–',
      row.n,
    ]),
  )

const neededText = (words, { done, more, low, high, open, of }) => {
  if (done) return words.say('neededDone')
  if (more === null) return words.say('neededUnknown', { open, of })
  return words.say('neededMore', { more, low: low ?? '–', high: high ?? '∞', open, of })
}

/** Row against column: won / lost (equal, both bad). */
function matrix(words, models, headToHead) {
  const ids = models
    .map(({ id }) => id)
    .filter((id) => headToHead.some((one) => one.model === id || one.other === id))
  const between = (row, column) => {
    const found = headToHead.find(
      (one) =>
        (one.model === row && one.other === column) || (one.model === column && one.other === row),
    )
    if (!found) return ''
    const isOwn = found.model === row
    const { wins, losses, ties, bothBad } = found
    return `${isOwn ? wins : losses} / ${isOwn ? losses : wins} (${ties}, ${bothBad})`
  }
  const head = node(
    'tr',
    {},
    node('th'),
    ids.map((id) => node('th', { scope: 'col', textContent: nameOf(models, id) })),
  )
  const rows = ids.map((row) =>
    node(
      'tr',
      {},
      node('td', {}, dotted(models, row)),
      ids.map((column) => node('td', { textContent: between(row, column) })),
    ),
  )
  return node(
    'details',
    {},
    words.bind(node('summary'), 'headToHead'),
    words.bind(node('p', { className: 'soft' }), 'headToHeadNote'),
    node(
      'div',
      { className: 'scroll' },
      node('table', { className: 'matrix' }, node('thead', {}, head), node('tbody', {}, rows)),
    ),
  )
}

/** Ratings of one kind of voter: figure, table, what is still needed, and who beat whom. */
export function ratingCard(words, { title, ratings, models, charts }) {
  const { ratings: rows, groups, method, n, toDecide, bothBad, headToHead, voters } = ratings
  const heading = node(
    'h3',
    {},
    words.bind(node('span'), title),
    ' · ',
    words.bind(node('span'), voters === 'judge' ? 'judges' : 'people'),
  )
  const bind = (element, text) => words.bind(element, text)
  return node(
    'section',
    { className: 'card' },
    heading,
    rows.some(({ rating }) => rating !== null) ? plot(words, models, rows, charts) : null,
    ratingTable(words, models, rows),
    groups.length > 1 ? bind(node('p', { className: 'soft' }), 'apartNote') : null,
    toDecide ? bind(node('p', { className: 'needed' }), () => neededText(words, toDecide)) : null,
    bothBad
      ? bind(
          node('p', { className: 'needed' }),
          () =>
            `${words.say('bothBadShare')}: ${percent(bothBad.value)} (${between(bothBad, percent)}), n = ${bothBad.n}`,
        )
      : null,
    headToHead && headToHead.length > 0 ? matrix(words, models, headToHead) : null,
    node('p', { className: 'method', textContent: `n = ${number(n)}; ${method}` }),
  )
}

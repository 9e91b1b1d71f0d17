import { get } from './ask.js'
import { node } from './dom.js'
import { percent } from './numbers.js'
import { startPage } from './page.js'
import { ratingCard } from './rating-card.js'
import { topBar } from './top-bar.js'
import { voterCards } from './voter-cards.js'
import { showNote } from './welcome.js'

const questionOf = (questions, part) => questions.find(({ task, id }) => `${task}/${id}` === part)

/** Each question with people's ratings beside judges', then the mean over all. */
function ratingSections(words, { results, models, questions }, charts) {
  const { ratings } = results
  if (!ratings) return []
  const kinds = [ratings, ...(ratings.judges ? [ratings.judges] : [])].filter(
    (one) => 'parts' in one,
  )
  const parts = [...new Set(kinds.flatMap((one) => one.parts.map(({ part }) => part)))]
  const questionParts = parts.map((part) => {
    const question = questionOf(questions, part)
    const title = () => question?.taskTitle[words.language] ?? part
    const cards = kinds.flatMap((kind) => {
      const found = kind.parts.find((one) => one.part === part)
      return found ? [ratingCard(words, { title, ratings: found, models, charts })] : []
    })
    return node(
      'section',
      {},
      words.bind(node('h2'), title),
      words.bind(node('p', { className: 'soft' }), () => question?.[words.language] ?? ''),
      cards,
    )
  })
  const sections = [node('div', { className: 'questions' }, questionParts)]
  if (parts.length < 2) return sections
  const overall = kinds.flatMap(({ overall: mean }) =>
    mean.ratings.length > 0
      ? [ratingCard(words, { title: 'overall', ratings: mean, models, charts })]
      : [],
  )
  return [
    ...sections,
    words.bind(node('h2'), 'overall'),
    words.bind(node('p', { className: 'soft' }), () =>
      words.say('overallNote', { count: parts.length }),
    ),
    node('div', { className: 'questions' }, overall),
  ]
}

const numbersOf = (words, { results, at }) => ({
  ...results.votes,
  voters: results.voters,
  at: new Date(at).toLocaleTimeString(words.language),
})

const sessionOf = ({ session }) => {
  const { gold, repeats, same } = session.shares
  const whole = (value) => percent(value).replace(' %', '')
  return {
    runs: session.runs.join(', ') || '–',
    gold: whole(gold),
    repeats: whole(repeats),
    same: whole(same),
  }
}

function render(body, words, told, charts) {
  for (const chart of charts.splice(0)) chart.destroy()
  const open = [...body.querySelectorAll('details')].map((one) => one.open)
  const { results } = told
  body.replaceChildren(
    words.bind(node('h1'), 'resultsTitle'),
    words.bind(node('p', { className: 'soft' }), () =>
      words.say('resultsNote', numbersOf(words, told)),
    ),
    ...(results.ratings
      ? [
          words.bind(node('p', { className: 'soft' }), 'lettersNote'),
          ...ratingSections(words, told, charts),
        ]
      : [words.bind(node('p'), 'noVotes')]),
    ...(results.votes.people + results.votes.judges > 0
      ? [words.bind(node('h2'), 'votersTitle'), ...voterCards(words, told)]
      : []),
    words.bind(node('h2'), 'sessionTitle'),
    words.bind(node('p', { className: 'soft' }), () => words.say('sessionNote', sessionOf(told))),
  )
  // What somebody had opened stays open while votes come in.
  for (const [index, one] of [...body.querySelectorAll('details')].entries())
    one.open = open[index] ?? false
}

await startPage(async (root, words) => {
  let told
  try {
    told = await get('/api/results')
  } catch (error) {
    const isStranger = error.code === 'no-invitation' || error.code === 'not-yours'
    return showNote(root, words, {
      title: isStranger ? 'invitationTitle' : 'resultsTitle',
      text: isStranger ? 'invitationText' : 'unreachable',
    })
  }
  const charts = []
  const body = node('main')
  const again = () => render(body, words, told, charts)
  root.replaceChildren(
    topBar(words, { here: '/results', isOperator: true, onTheme: again, onLanguage: again }),
    body,
  )
  again()
  const events = new EventSource('/api/results/stream')
  events.addEventListener('message', ({ data }) => {
    told = JSON.parse(data)
    again()
  })
})

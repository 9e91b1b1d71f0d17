import { get } from './ask.js'
import { node } from './dom.js'
import { startPage } from './page.js'
import { table } from './table.js'
import { topBar } from './top-bar.js'
import { showNote } from './welcome.js'

const linkTo = (words, href, key, more = {}) => words.bind(node('a', { href, ...more }), key)

const rowOf = (words, run) => [
  node(
    'div',
    {},
    node('strong', { textContent: run.name ?? run.title }),
    node('div', { className: 'soft', textContent: run.id }),
  ),
  run.state,
  new Date(run.createdAt).toLocaleString(words.language),
  run.models
    .filter(({ control }) => !control)
    .map(({ name }) => name)
    .join(', '),
  node(
    'span',
    { className: 'ways' },
    linkTo(words, `/view?run=${encodeURIComponent(run.id)}`, 'openViewer'),
    run.report
      ? linkTo(words, run.report, 'openReport', { target: '_blank', rel: 'noopener' })
      : null,
  ),
]

await startPage(async (root, words) => {
  let runs
  try {
    runs = await get('/api/runs')
  } catch (error) {
    const key = error.code === 'no-invitation' ? 'invitation' : 'welcome'
    return showNote(root, words, {
      title: `${key}Title`,
      text: key === 'welcome' ? 'unreachable' : 'invitationText',
    })
  }
  const list =
    runs.length === 0
      ? words.bind(node('p'), 'noRuns')
      : table(
          words,
          ['run', 'state', 'made', 'models', 'open'],
          runs.map((run) => rowOf(words, run)),
        )
  root.replaceChildren(
    topBar(words, { here: '/', isOperator: true }),
    node(
      'main',
      {},
      words.bind(node('h1'), 'runsTitle'),
      words.bind(node('p', { className: 'soft' }), 'notBlindNote'),
      list,
    ),
  )
})

import { post } from './ask.js'
import { node } from './dom.js'
import { topBar } from './top-bar.js'

/** A page with something to say and nothing to vote on. */
export function showNote(root, words, { title, text, isOperator = false }, ...more) {
  root.replaceChildren(
    topBar(words, { here: '/vote', isOperator }),
    node(
      'main',
      { className: 'note' },
      words.bind(node('h1'), title),
      words.bind(node('p'), text),
      ...more,
    ),
  )
}

/** Asks for a name, or none; settles when the visitor is a voter. */
export function welcome(root, words, facts) {
  return new Promise((resolve) => {
    const name = node('input', { type: 'text', maxLength: 40, id: 'name', autocomplete: 'off' })
    const start = words.bind(node('button', { type: 'submit', className: 'main' }), 'start')
    const problem = node('p', { className: 'problem', aria: { role: 'alert' } })
    const form = node(
      'form',
      {},
      words.bind(node('label', { htmlFor: 'name' }), 'nameLabel'),
      name,
      start,
      problem,
    )
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      try {
        resolve((await post('/api/vote/enter', { name: name.value })).voter)
      } catch {
        words.bind(problem, 'unreachable')
      }
    })
    const blind = words.bind(node('p', { className: 'soft' }), 'welcomeRecorded')
    showNote(root, words, { title: 'welcomeTitle', text: 'welcomeText', ...facts }, form, blind)
    name.focus()
  })
}

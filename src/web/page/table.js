import { node } from './dom.js'

/** A table of heads (keys of words) and rows of texts or elements; it scrolls sideways where it is too wide. */
export function table(words, heads, rows) {
  const head = heads.map((key) => words.bind(node('th', { scope: 'col' }), key))
  const cell = (value) => node('td', {}, value instanceof Node ? value : String(value))
  return node(
    'div',
    { className: 'scroll', tabIndex: 0, aria: { role: 'region' } },
    node(
      'table',
      {},
      node('thead', {}, node('tr', {}, head)),
      node(
        'tbody',
        {},
        rows.map((cells) => node('tr', {}, cells.map(cell))),
      ),
    ),
  )
}

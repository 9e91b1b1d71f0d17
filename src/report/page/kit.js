// What every part of the page is built with. A classic script before the others: it must run from file://.
;(() => {
  const report = globalThis.kontextReport
  const preferred = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light'
  const state = {
    language: (navigator.language ?? 'en').startsWith('zh') ? 'zh' : 'en',
    theme: preferred,
    task: '',
    chunk: 0,
  }
  const { say, node, number } = globalThis.kontextWords(report.messages, state)
  const modelOf = (id) =>
    report.models.find((model) => model.id === id) ?? { id, name: id, colour: '#888' }
  const titleOf = (id) => report.tasks.find((task) => task.id === id)?.title[state.language] ?? id
  const dotted = (id) => {
    const dot = node('span', { className: 'dot' })
    dot.style.background = modelOf(id).colour
    return node('span', {}, dot, modelOf(id).name)
  }
  const table = (headers, rows) =>
    node(
      'div',
      { className: 'scroll' },
      node(
        'table',
        {},
        node(
          'thead',
          {},
          node('tr', {}, ...headers.map((text) => node('th', { textContent: text, scope: 'col' }))),
        ),
        node(
          'tbody',
          {},
          ...rows.map(({ cells, control }) =>
            node(
              'tr',
              { className: control ? 'control' : '' },
              ...cells.map((cell) => node('td', {}, cell instanceof Node ? cell : String(cell))),
            ),
          ),
        ),
      ),
    )
  const interval = ({ low, high, note }) =>
    low === null || high === null
      ? say(note === 'noData' || note === 'dependent' ? note : 'tooFewClusters')
      : `${number(low)} – ${number(high)}`
  const heading = (key) => node('h2', { textContent: say(key) })
  const note = (key, values) => node('p', { className: 'note', textContent: say(key, values) })
  globalThis.kontextTools = {
    report,
    state,
    say,
    node,
    number,
    modelOf,
    titleOf,
    dotted,
    table,
    interval,
    heading,
    note,
  }
})()

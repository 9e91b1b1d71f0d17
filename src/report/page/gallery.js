// The pictures, a chunk at a time. A classic script beside report.js; chunks call kontextGallery.
;(() => {
  const loaded = new Map()
  const waiting = new Map()
  const { report, state, say, node, modelOf, titleOf, dotted } = globalThis.kontextTools
  const dialog = document.createElement('dialog')
  document.body.append(dialog)
  dialog.addEventListener('click', () => dialog.close())
  const picture = (src, alt, className = '') => {
    const img = node('img', { src, alt, className, loading: 'lazy', tabIndex: 0 })
    const show = () => {
      dialog.replaceChildren(node('img', { src, alt }))
      dialog.showModal()
    }
    img.addEventListener('click', show)
    img.addEventListener('keydown', (event) => event.key === 'Enter' && show())
    return img
  }
  const output = (one) =>
    node(
      'figure',
      {},
      one.image
        ? picture(one.image, modelOf(one.model).name)
        : node('div', {
            className: 'state',
            textContent: `${say(one.outcome)}${one.why ? `: ${one.why}` : ''}`,
          }),
      one.difference ? picture(one.difference, say('difference_map'), 'diff') : null,
      one.preservation ? picture(one.preservation, say('preservation_map'), 'diff') : null,
      node('figcaption', {}, dotted(one.model)),
      node(
        'ul',
        { className: 'scores' },
        ...one.scores.map((score) => node('li', { textContent: `${score.metric} ${score.text}` })),
      ),
    )
  const entryView = (entry) =>
    node(
      'article',
      { className: 'case card' },
      node('p', {
        className: 'sub',
        textContent: `${entry.case} · ${entry.tasks.map(titleOf).join(', ')}${entry.turns > 1 ? ` · ${say('turn', { turn: `${entry.turn}/${entry.turns}` })}` : ''}`,
      }),
      node('p', { className: 'ask', textContent: entry.instruction }),
      node(
        'div',
        { className: 'strip' },
        entry.source
          ? node(
              'figure',
              {},
              picture(entry.source, say('source')),
              node('figcaption', { textContent: say('source') }),
            )
          : null,
        entry.reference
          ? node(
              'figure',
              {},
              picture(entry.reference, say('referencePicture')),
              node('figcaption', { textContent: say('referencePicture') }),
            )
          : null,
        ...entry.outputs.map(output),
      ),
    )

  globalThis.kontextGallery = (chunk, entries) => {
    loaded.set(chunk, entries)
    waiting.get(chunk)?.(entries)
  }
  const chunkOf = (chunk) => {
    if (loaded.has(chunk)) return Promise.resolve(loaded.get(chunk))
    return new Promise((resolve) => {
      waiting.set(chunk, resolve)
      document.head.append(node('script', { src: `assets/gallery-${chunk}.js` }))
    })
  }

  function gallery() {
    const list = node('div')
    const place = node('span', { className: 'sub' })
    const show = async () => {
      const entries = await chunkOf(state.chunk)
      place.textContent = `${state.chunk + 1} / ${report.chunks}`
      list.replaceChildren(
        ...entries
          .filter((entry) => state.task === '' || entry.tasks.includes(state.task))
          .map(entryView),
      )
    }
    const go = (by) => {
      state.chunk = Math.min(report.chunks - 1, Math.max(0, state.chunk + by))
      void show()
    }
    const select = node(
      'select',
      { ariaLabel: say('task') },
      node('option', { value: '', textContent: say('allTasks') }),
      ...report.tasks.map((task) =>
        node('option', { value: task.id, textContent: task.title[state.language] }),
      ),
    )
    select.value = state.task
    select.addEventListener('change', () => {
      state.task = select.value
      void show()
    })
    const button = (key, by) => {
      const made = node('button', { textContent: say(key), type: 'button' })
      made.addEventListener('click', () => go(by))
      return made
    }
    if (report.chunks > 0) void show()
    return node(
      'div',
      {},
      node('div', { className: 'tools' }, select, button('previous', -1), place, button('next', 1)),
      list,
    )
  }
  globalThis.kontextGalleryView = gallery
})()

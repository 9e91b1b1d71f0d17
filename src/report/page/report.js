// The report's page: a classic script, so that it runs from file://. All text enters as text, never as HTML.
;(() => {
  const report = globalThis.kontextReport
  const { Chart, kontextWhiskers } = globalThis
  const root = document.querySelector('#report')
  const preferred = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light'
  const state = {
    language: (navigator.language ?? 'en').startsWith('zh') ? 'zh' : 'en',
    theme: preferred,
    task: '',
    chunk: 0,
  }
  const loaded = new Map()
  const waiting = new Map()
  let charts = []

  const say = (key, values = {}) =>
    report.messages[state.language][key].replaceAll(/\{(\w+)\}/g, (whole, name) =>
      String(values[name] ?? whole),
    )
  const node = (tag, props = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), props)
    made.append(...children.filter((child) => child !== undefined && child !== null))
    return made
  }
  const number = (value) => {
    if (value === null || value === undefined) return '–'
    if (value === 0) return '0'
    const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
    return value.toFixed(Math.min(digits, 6))
  }
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

  function plot(id, wide) {
    const box = node('div', { className: wide ? 'plot wide' : 'plot' })
    const canvas = node('canvas', { role: 'img', ariaLabel: titleOf(id.replace('rating-', '')) })
    box.append(canvas)
    queueMicrotask(() => {
      const ink = getComputedStyle(document.documentElement).getPropertyValue('--soft')
      Chart.defaults.color = ink
      Chart.defaults.borderColor = getComputedStyle(document.documentElement).getPropertyValue(
        '--line',
      )
      const figure = structuredClone(report.figures[id])
      figure.options.plugins.title.display = false
      for (const dataset of figure.data.datasets)
        dataset.whiskerColour = state.theme === 'dark' ? '#d7dce0' : '#33383d'
      const rated = report.comparison.panels.find((panel) => id === `rating-${panel.task}`)
      if (rated) figure.options.scales.y.title.text = globalThis.kontextRatingLabel(rated, say)
      if (id === 'latency')
        figure.data.labels = report.latencyGroups.map(({ kind, setting }) =>
          [say(kind), setting].filter(Boolean).join(' · '),
        )
      const sweep = report.sweeps.find((one) => one.id === id)
      if (sweep) {
        const { x, y1 } = figure.options.scales
        x.title.text = say(sweep.scenario === 'server' ? 'ratePerSecond' : 'concurrency')
        y1.title.text = say('perSecond')
      }
      charts.push(new Chart(canvas, { ...figure, plugins: [kontextWhiskers] }))
    })
    return box
  }

  const awaited = (panel) =>
    panel.ratings ? null : node('div', { className: 'await', textContent: say('awaiting') })
  const verdictNotes = (panel) =>
    (panel.verdicts ?? []).map((verdict) => {
      const { metric } = verdict
      if (verdict.state === 'uncalibrated')
        return note('uncalibrated', { metric, why: say(verdict.why) })
      const { value, low, high, clusters } = verdict.auc
      return note(verdict.state === 'decides' ? 'decides' : 'diagnosticOnly', {
        metric,
        task: titleOf(verdict.task),
        contrast: verdict.contrast,
        value: number(value),
        low: number(low),
        high: number(high),
        clusters,
        bar: number(verdict.bar),
      })
    })

  const panels = (kind) =>
    node(
      'div',
      { className: 'grid' },
      ...report.comparison.panels
        .filter((panel) => panel.kind === kind)
        .map((panel) =>
          node(
            'section',
            { className: 'card' },
            node('h3', { textContent: titleOf(panel.task) }),
            panel.ratings ? plot(`rating-${panel.task}`, false) : null,
            panel.metric === null ? awaited(panel) : plot(panel.task, false),
          ),
        ),
    )

  const headlineTable = (panel) =>
    table(
      [
        say('model'),
        panel.metric === 'accepted' ? say('accepted') : panel.metric,
        say('interval', { level: report.comparison.level * 100 }),
        say('group'),
        'n',
        say('clusters'),
        say('missing'),
        say('method'),
      ],
      panel.rows.map((row) => ({
        control: row.control,
        cells: [
          dotted(row.model),
          number(row.estimate.value),
          interval(row.estimate),
          row.letters,
          row.estimate.n,
          row.estimate.clusters,
          row.estimate.missing,
          row.estimate.method,
        ],
      })),
    )
  const pairTable = (panel) =>
    panel.pairs.length === 0
      ? null
      : node(
          'div',
          {},
          node('p', { className: 'sub', textContent: say('differences') }),
          table(
            [
              say('first'),
              say('second'),
              say('difference'),
              say('interval', { level: report.comparison.level * 100 }),
              say('pHolm'),
              'n',
            ],
            panel.pairs.map((pair) => ({
              cells: [
                modelOf(pair.first).name,
                modelOf(pair.second).name,
                number(pair.difference.value),
                interval(pair.difference),
                pair.pHolm === null ? '–' : number(pair.pHolm),
                pair.difference.n,
              ],
            })),
          ),
        )

  function coverage() {
    const columns = [
      'planned',
      'image',
      'refused',
      'failed',
      'timeout',
      'cancelled',
      'interrupted',
      'unsupported',
      'skipped',
      'notRun',
      'scored',
      'unscored',
    ]
    const control = (id) => modelOf(id).control
    return table(
      [say('task'), say('model'), ...columns.map((key) => say(key))],
      report.comparison.coverage.map((row) => ({
        control: control(row.model),
        cells: [titleOf(row.task), dotted(row.model), ...columns.map((key) => row[key])],
      })),
    )
  }

  const settingOf = ({ setting }) =>
    report.latencyGroups.some((group) => group.setting !== '') ? [setting] : []

  function ecdf() {
    const box = node('div', { className: 'plot wide' })
    const canvas = node('canvas', { role: 'img', ariaLabel: say('distribution') })
    box.append(canvas)
    const datasets = report.comparison.latency.map((row) => {
      const sorted = row.samples.toSorted((a, b) => a - b)
      return {
        label: [modelOf(row.model).name, say(row.kind), ...settingOf(row)].join(' · '),
        data: sorted.map((x, index) => ({ x, y: (index + 1) / sorted.length })),
        borderColor: modelOf(row.model).colour,
        backgroundColor: modelOf(row.model).colour,
        borderDash: row.kind === 'generation' ? [6, 4] : [],
        stepped: true,
        pointRadius: 0,
        borderWidth: 2,
      }
    })
    queueMicrotask(() =>
      charts.push(
        new Chart(canvas, {
          type: 'line',
          data: { datasets },
          options: {
            animation: false,
            maintainAspectRatio: false,
            scales: {
              x: { type: 'linear', title: { display: true, text: 'ms' } },
              y: { min: 0, max: 1, title: { display: true, text: say('distribution') } },
            },
          },
        }),
      ),
    )
    return box
  }

  const untimed = ({ untimed: { cached, reattached } = {} }) =>
    [
      cached && say('untimedCached', { count: cached }),
      reattached && say('untimedReattached', { count: reattached }),
    ]
      .filter(Boolean)
      .join(', ') || '–'

  const asked = ({ asked: { width, height, aspectRatio, steps, quality } }) =>
    [
      width && height ? `${width} × ${height}` : aspectRatio,
      steps && say('askedSteps', { count: steps }),
      quality,
    ]
      .filter(Boolean)
      .join(', ') || '–'

  const sizes = (row) =>
    [
      ...row.sizes.slice(0, 2).map(({ width, height, n }) => `${width} × ${height} (${n})`),
      row.sizes.length > 2 ? '…' : '',
    ]
      .filter(Boolean)
      .join(', ') || '–'

  const headOf = (row) => [dotted(row.model), say(row.kind), row.setting]

  const latency = () => {
    const rows = report.comparison.latency
    const withSteps = rows.some(({ perStep }) => perStep !== null)
    const columns = [
      say('model'),
      say('kind'),
      say('setting'),
      `${say('median')} (ms)`,
      say('interval', { level: report.comparison.level * 100 }),
      `${say('p95')} (ms)`,
      say('perMegapixel'),
      ...(withSteps ? [say('perStep')] : []),
      say('samples'),
    ]
    return table(
      columns,
      rows.map((row) => ({
        cells: [
          ...headOf(row),
          number(row.median.value),
          interval(row.median),
          number(row.p95.value),
          number(row.perMegapixel.value),
          ...(withSteps ? [number(row.perStep?.value ?? null)] : []),
          row.samples.length,
        ],
      })),
    )
  }

  /** What was asked for and what came, and the calls that stand apart. */
  const calls = () =>
    table(
      [
        say('model'),
        say('kind'),
        say('setting'),
        say('asked'),
        say('picture'),
        `${say('firstImage')} (ms)`,
        `${say('cold')} (ms)`,
        say('contended'),
        say('untimed'),
      ],
      report.comparison.latency.map((row) => ({
        cells: [
          ...headOf(row),
          asked(row),
          sizes(row),
          number(row.firstMs),
          row.coldMs.map(number).join(', ') || '–',
          row.contended,
          untimed(row),
        ],
      })),
    )

  const outliers = () => {
    const rows = report.comparison.latency.flatMap((row) =>
      (row.outliers ?? []).map((one) => ({
        cells: [
          dotted(row.model),
          say(row.kind),
          one.case,
          `${one.turn}`,
          `${one.repeat + 1}`,
          number(one.ms),
        ],
      })),
    )
    if (rows.length === 0) return []
    const columns = [say('model'), say('kind'), say('case'), say('turnName'), say('repeat'), 'ms']
    return [
      node('h3', { textContent: say('outliers') }),
      note('outliersNote'),
      table(columns, rows),
    ]
  }

  const decay = () => {
    const rows = (report.comparison.decay ?? []).map((row) => ({
      control: modelOf(row.model).control,
      cells: [
        titleOf(row.task),
        dotted(row.model),
        row.metric,
        `${number(row.slope.value)}${row.unit === '' ? '' : ` ${row.unit}`}`,
        interval(row.slope),
        row.slope.n,
        row.slope.missing,
      ],
    }))
    if (rows.length === 0) return []
    const level = { level: report.comparison.level * 100 }
    const columns = ['task', 'model', 'metric', 'slope', 'interval', 'chains', 'missing']
    return [
      heading('decay'),
      note('decayNote'),
      table(
        columns.map((key) => say(key, level)),
        rows,
      ),
    ]
  }

  const cost = () =>
    table(
      [say('model'), say('task'), 'USD', say('missing')],
      report.comparison.summary
        .filter((row) => row.metric === 'cost' && row.turn === 'all' && !modelOf(row.model).control)
        .map((row) => ({
          cells: [
            dotted(row.model),
            titleOf(row.task),
            number(row.estimate.value),
            row.estimate.missing,
          ],
        })),
    )

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

  const harness = () => {
    const { overhead, threads = [] } = report.run.timing ?? {}
    return node(
      'ul',
      {},
      overhead
        ? node('li', {
            textContent: say('overhead', {
              reported: number(overhead.reportedMs.p50),
              reportedP99: number(overhead.reportedMs.p99),
              beside: number(overhead.besideMs.p50),
              besideP99: number(overhead.besideMs.p99),
              calls: overhead.calls,
            }),
          })
        : null,
      ...threads.map(({ thread, loopDelayMs }) =>
        node('li', {
          textContent: say('loopDelay', {
            thread,
            p50: number(loopDelayMs.p50),
            p99: number(loopDelayMs.p99),
            max: number(loopDelayMs.max),
          }),
        }),
      ),
    )
  }
  const heading = (key) => node('h2', { textContent: say(key) })
  const note = (key, values) => node('p', { className: 'note', textContent: say(key, values) })

  function header() {
    const language = node('button', {
      textContent: say('language'),
      type: 'button',
      id: 'language',
    })
    language.addEventListener('click', () => {
      state.language = state.language === 'en' ? 'zh' : 'en'
      render()
    })
    const theme = node('button', { textContent: say('theme'), type: 'button', id: 'theme' })
    theme.addEventListener('click', () => {
      state.theme = state.theme === 'dark' ? 'light' : 'dark'
      render()
    })
    return node(
      'header',
      {},
      node(
        'div',
        {},
        node('h1', { textContent: report.run.title }),
        node('p', {
          className: 'sub',
          textContent: `${say('title')} · ${report.run.id} · ${report.run.createdAt}`,
        }),
      ),
      node('div', { className: 'tools', style: 'flex: 0 0 auto' }, language, theme),
    )
  }

  const has = (kind) => report.comparison.panels.some((panel) => panel.kind === kind)

  const results = () => [
    heading('verdict'),
    node(
      'ul',
      { className: 'verdict' },
      ...[
        ...report.verdict[state.language],
        ...globalThis.kontextKnees(report, { say, modelOf }),
      ].map((text) => node('li', { textContent: text })),
    ),
    ...(has('editing') ? [heading('editingPanels'), note('bandNote'), panels('editing')] : []),
    heading('latencyFigure'),
    node('section', { className: 'card' }, plot('latency', true)),
    ...globalThis.kontextLoad(report, {
      say,
      node,
      table,
      heading,
      note,
      plot,
      dotted,
      number,
      modelOf,
    }),
    ...(has('generation')
      ? [heading('generationPanels'), note('groupsNote'), panels('generation')]
      : []),
  ]

  const tables = () => [
    ...(report.comparison.panels.length > 0 ? [heading('tables')] : []),
    ...report.comparison.panels
      .filter((panel) => panel.metric !== null)
      .map((panel) =>
        node(
          'section',
          { className: 'card case' },
          node('h3', { textContent: titleOf(panel.task) }),
          headlineTable(panel),
          ...verdictNotes(panel),
          pairTable(panel),
        ),
      ),
    ...globalThis.kontextRatings(report, {
      say,
      node,
      table,
      heading,
      note,
      dotted,
      number,
      interval,
      titleOf,
    }),
    ...globalThis.kontextJudges(report, {
      say,
      node,
      table,
      heading,
      note,
      dotted,
      number,
      modelOf,
      titleOf,
    }),
    heading('coverage'),
    note('coverageNote'),
    coverage(),
    heading('latency'),
    note('latencyNote'),
    node('section', { className: 'card' }, ecdf()),
    latency(),
    calls(),
    ...outliers(),
    ...decay(),
    heading('cost'),
    note('costNote'),
    cost(),
  ]

  const provenance = () => [
    heading('harness'),
    harness(),
    heading('environment'),
    node('pre', { textContent: JSON.stringify(report.run.environment, null, 2) }),
    heading('warnings'),
    node('p', { textContent: report.run.warnings.join('; ') || say('none') }),
    heading('recompute'),
    note('recomputeText', { run: report.run.id }),
  ]

  function render() {
    for (const chart of charts) chart.destroy()
    charts = []
    document.documentElement.lang = state.language
    document.documentElement.dataset.theme = state.theme
    root.replaceChildren(
      header(),
      ...results(),
      ...tables(),
      heading('gallery'),
      note('galleryNote'),
      gallery(),
      ...provenance(),
    )
  }
  render()
})()

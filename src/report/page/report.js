// The report's page: a classic script, so that it runs from file://. All text enters as text, never as HTML.
;(() => {
  const { Chart, kontextWhiskers } = globalThis
  const root = document.querySelector('#report')
  const tools = globalThis.kontextTools
  const { report, state, say, node, number, modelOf, titleOf, dotted, table, interval } = tools
  const { heading, note } = tools
  const { coverage, costs } = globalThis.kontextTables
  let charts = []

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
    ...globalThis.kontextLoad(report, { ...tools, plot }),
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
    ...globalThis.kontextRatings(report, tools),
    ...globalThis.kontextJudges(report, tools),
    ...coverage(),
    ...globalThis.kontextLatency((chart) => charts.push(chart)),
    ...costs(),
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
      globalThis.kontextGalleryView(),
      ...provenance(),
    )
  }
  render()
})()

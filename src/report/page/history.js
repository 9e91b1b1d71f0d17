// The history's page: a classic script inside the page, so that it runs from file://. All text enters as text.
;(() => {
  const { history, messages } = JSON.parse(document.querySelector('#data').textContent)
  const { Chart } = globalThis
  const root = document.querySelector('#history')
  const state = {
    language: (navigator.language ?? 'en').startsWith('zh') ? 'zh' : 'en',
    theme: globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  }
  let charts = []

  const { say, node, number } = globalThis.kontextWords(messages, state)
  const percent = (share) => String(Number((share * 100).toFixed(3)))
  const cssColour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim()
  const colourOf = (verdict) =>
    cssColour({ worse: '--worse', better: '--better', changed: '--accent' }[verdict])
  const isInstant = (time) => /^\d{4}-\d{2}-\d{2}T/.test(time)
  /** The day; the hour where all points are of one day. */
  const shortTime = (time, points) => {
    if (!isInstant(time)) return time
    const isOneDay = points[0].time.slice(0, 10) === points.at(-1).time.slice(0, 10)
    return isOneDay ? time.slice(11, 16) : time.slice(0, 10)
  }
  const longTime = (time) => (isInstant(time) ? `${time.slice(0, 10)} ${time.slice(11, 16)}` : time)

  /** Bands where changes lie, with a line at the most telling place: between two points, hence the half. */
  const bands = {
    id: 'bands',
    beforeDatasetsDraw({ ctx, chartArea, scales }, _args, { changes }) {
      ctx.save()
      for (const { index, near, verdict } of changes) {
        const [from, at, to] = [near.from, index, near.to].map((place) =>
          scales.x.getPixelForValue(place - 0.5),
        )
        const left = Math.max(from - 2, chartArea.left)
        ctx.fillStyle = colourOf(verdict)
        ctx.globalAlpha = 0.16
        ctx.fillRect(
          left,
          chartArea.top,
          Math.min(to + 2, chartArea.right) - left,
          chartArea.height,
        )
        ctx.globalAlpha = 1
        ctx.strokeStyle = colourOf(verdict)
        ctx.lineWidth = 1.5
        ctx.beginPath()
        ctx.moveTo(at, chartArea.top)
        ctx.lineTo(at, chartArea.bottom)
        ctx.stroke()
      }
      ctx.restore()
    },
  }

  const levelsOf = ({ points, changes }) => {
    const edges = [0, ...changes.map((change) => change.index), points.length]
    const mean = (part) => part.reduce((sum, point) => sum + point.value, 0) / part.length
    return edges.slice(0, -1).flatMap((from, position) => {
      const to = edges[position + 1]
      const y = mean(points.slice(from, to))
      // The gap keeps one level from being joined to the next.
      return [
        { x: from - 0.4, y },
        { x: to - 0.6, y },
        { x: to - 0.5, y: null },
      ]
    })
  }

  const figureOf = ({ points, changes, unit, name }) => ({
    type: 'line',
    data: {
      datasets: [
        {
          label: name,
          data: points.map(({ value }, x) => ({ x, y: value })),
          showLine: false,
          pointRadius: points.length > 400 ? 1.2 : 3,
          pointHitRadius: 6,
          backgroundColor: cssColour('--accent'),
          borderColor: cssColour('--accent'),
        },
        {
          label: say('seriesLevel'),
          // Drawn over the points.
          order: -1,
          data: levelsOf({ points, changes }),
          borderColor: cssColour('--ink'),
          borderWidth: 2,
          pointRadius: 0,
          pointHitRadius: 0,
          spanGaps: false,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: {
        x: {
          type: 'linear',
          min: -0.5,
          max: points.length - 0.5,
          ticks: {
            precision: 0,
            maxRotation: 0,
            maxTicksLimit: 9,
            callback: (value) =>
              Number.isInteger(value) && points[value] ? shortTime(points[value].time, points) : '',
          },
        },
        y: { title: { display: unit !== '', text: unit }, grace: '6%' },
      },
      plugins: {
        legend: { display: false },
        bands: { changes },
        tooltip: {
          callbacks: {
            title: ([item]) => longTime(points[item.dataIndex]?.time ?? ''),
            label: (item) => {
              const { value, n, run } = points[item.dataIndex]
              const many = n === undefined ? '' : ` (n ${n})`
              return [`${number(value)} ${unit}${many}`, ...(run === undefined ? [] : [run])]
            },
          },
        },
      },
    },
    plugins: [bands],
  })

  function plot(series) {
    const box = node('div', { className: 'plot' })
    const canvas = node('canvas', { role: 'img', ariaLabel: series.name })
    box.append(canvas)
    queueMicrotask(() => {
      Chart.defaults.color = cssColour('--soft')
      Chart.defaults.borderColor = cssColour('--line')
      charts.push(new Chart(canvas, figureOf(series)))
    })
    return box
  }

  const mark = (verdict) =>
    node('span', { className: `mark ${verdict}`, textContent: say(verdict) })
  const ratioText = ({ ratio, low, high }) =>
    ratio === null
      ? '–'
      : low === null
        ? ratio.toFixed(3)
        : `${ratio.toFixed(3)} (${low.toFixed(3)} – ${high.toFixed(3)})`
  const betweenText = ({ near }) =>
    near.from === near.to
      ? longTime(near.fromTime)
      : `${longTime(near.fromTime)} – ${longTime(near.toTime)}`

  function changeTable(rows, withSeries) {
    const hasRuns = !withSeries && rows.some(({ run }) => run !== undefined)
    const headers = [
      '',
      ...(withSeries ? [say('series')] : []),
      say('near'),
      say('between'),
      say('before'),
      say('after'),
      `${say('ratio')} (${say('interval', { level: percent(history.level) })})`,
      say('pFound'),
      ...(hasRuns ? [say('firstRun')] : []),
    ]
    const cells = ({ change, series, run }) => [
      mark(change.verdict),
      ...(withSeries ? [series.name] : []),
      longTime(change.time),
      betweenText(change),
      `${number(change.before)} ${series.unit}`,
      `${number(change.after)} ${series.unit}`,
      ratioText(change),
      change.p < 0.0001 ? '< 0.0001' : change.p.toFixed(4),
      ...(hasRuns ? [run ?? '–'] : []),
    ]
    return node(
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
          ...rows.map((row) => node('tr', {}, ...cells(row).map((cell) => node('td', {}, cell)))),
        ),
      ),
    )
  }

  const rowsOf = (series) =>
    series.changes.map((change) => ({
      change,
      series,
      run: series.points[change.index]?.run,
    }))

  const seriesView = (series) =>
    node(
      'section',
      { className: 'card series' },
      node('h3', { textContent: series.name }),
      node('p', {
        className: 'sub',
        textContent: say('pointsOf', { n: series.n, missing: series.missing }),
      }),
      series.n === 0 ? node('p', { textContent: say('noPoints') }) : plot(series),
      series.changes.length === 0
        ? node('p', { className: 'sub', textContent: say('noChange') })
        : changeTable(rowsOf(series), false),
    )

  const button = (id, key, act) => {
    const made = node('button', { id, type: 'button', textContent: say(key) })
    made.addEventListener('click', () => {
      act()
      render()
    })
    return made
  }

  function render() {
    for (const chart of charts) chart.destroy()
    charts = []
    document.documentElement.lang = state.language
    document.documentElement.dataset.theme = state.theme
    document.title = say('historyTitle', { measure: history.measure })
    const all = history.series
      .flatMap(rowsOf)
      .toSorted((a, b) => (a.change.time < b.change.time ? 1 : -1))
    root.replaceChildren(
      node(
        'header',
        {},
        node(
          'div',
          {},
          node('h1', { textContent: say('historyTitle', { measure: history.measure }) }),
        ),
        node(
          'div',
          { className: 'tools', style: 'flex: 0 0 auto' },
          button('language', 'language', () => {
            state.language = state.language === 'en' ? 'zh' : 'en'
          }),
          button('theme', 'theme', () => {
            state.theme = state.theme === 'dark' ? 'light' : 'dark'
          }),
        ),
      ),
      node('h2', { textContent: say('changes') }),
      node('p', {
        className: 'note',
        textContent: say('historyNote', {
          level: percent(history.level),
          alpha: percent(history.alpha),
        }),
      }),
      history.minChange > 0
        ? node('p', {
            className: 'note',
            textContent: say('historyLeast', { least: percent(history.minChange) }),
          })
        : node('span'),
      all.length === 0 ? node('p', { textContent: say('noChange') }) : changeTable(all, true),
      ...history.series.map(seriesView),
    )
  }
  render()
})()

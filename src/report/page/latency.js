// Latencies: their distribution, what was asked and came, outliers. A classic script beside report.js.
;(() => {
  const { report, say, node, number, modelOf, dotted, table, interval, heading, note } =
    globalThis.kontextTools
  const settingOf = ({ setting }) =>
    report.latencyGroups.some((group) => group.setting !== '') ? [setting] : []

  function ecdf(draw) {
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
      draw(
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
  globalThis.kontextLatency = (draw) => [
    heading('latency'),
    note('latencyNote'),
    node('section', { className: 'card' }, ecdf(draw)),
    latency(),
    calls(),
    ...outliers(),
  ]
})()

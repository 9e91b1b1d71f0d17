// The levels of a latency bench: one table, and a plot for each sweep. A classic script beside report.js.
;(() => {
  const estimate = (tools, value) =>
    value === null || value.value === null
      ? '–'
      : value.low === null || value.high === null
        ? tools.number(value.value)
        : `${tools.number(value.value)} (${tools.number(value.low)} – ${tools.number(value.high)})`

  const remarks = ({ say }, row) =>
    [
      row.lost > 0 ? say('lostCalls', { count: row.lost }) : '',
      row.dropped > 0 ? say('droppedCalls', { count: row.dropped }) : '',
      row.untimed > 0 ? say('untimedCalls', { count: row.untimed }) : '',
      row.coldMs.length > 0 ? say('coldCalls', { count: row.coldMs.length }) : '',
      row.unsure > 0
        ? say(row.leftOut ? 'unsureLeftOut' : 'unsureCalls', { count: row.unsure })
        : '',
      row.saturated ? say('saturated') : '',
      row.notReached ? say('notReached') : '',
    ]
      .filter(Boolean)
      .join(', ')

  const rows = (tools, load) =>
    load.map((row) => ({
      cells: [
        tools.dotted(row.model),
        tools.say(row.kind),
        row.setting,
        `${row.answered} / ${row.offered}`,
        estimate(tools, row.median),
        estimate(tools, row.p95),
        estimate(tools, row.p99),
        estimate(tools, row.throughput),
        estimate(tools, row.goodput),
        row.warmUpMs.map(tools.number).join(', ') || '–',
        row.skewP99Ms === null ? '–' : tools.number(row.skewP99Ms),
        remarks(tools, row),
      ],
    }))

  const doubt = ({ say }, { between: [from, to] }) =>
    from === to
      ? ''
      : ` ${say('kneeBetween', { from: from ?? say('noBend'), to: to ?? say('noBend') })}`

  /** Where each sweep bends, in words; none in any other report. */
  globalThis.kontextKnees = (report, tools) =>
    (report.comparison.knees ?? []).map((knee) => {
      const { model, kind, scenario, offered, setting } = knee
      const sentence = tools.say(setting === null ? 'noKnee' : 'knee', {
        model: tools.modelOf(model).name,
        kind: tools.say(kind),
        scenario: offered === '' ? scenario : `${offered} ${scenario}`,
        setting,
      })
      return sentence + doubt(tools, knee)
    })

  /** What stands in the report for a latency bench; nothing for any other. */
  globalThis.kontextLoad = (report, tools) => {
    const { load } = report.comparison
    if (!load) return []
    const { say, node, table, heading, note, plot } = tools
    const columns = [
      say('model'),
      say('kind'),
      say('level'),
      say('answeredOfOffered'),
      'p50 ms',
      'p95 ms',
      'p99 ms',
      say('perSecond'),
      say('inTime'),
      say('warmUpMs'),
      say('skewMs'),
      '',
    ]
    return [
      heading('load'),
      note('loadNote'),
      ...report.sweeps.map(({ id, kind, scenario }) =>
        node(
          'section',
          { className: 'card case' },
          node('h3', { textContent: `${scenario} · ${say(kind)}` }),
          plot(id, true),
        ),
      ),
      table(columns, rows(tools, load)),
    ]
  }
})()

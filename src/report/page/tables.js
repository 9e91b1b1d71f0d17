// Coverage, decay over turns, cost. A classic script beside report.js.
;(() => {
  const { report, say, number, modelOf, titleOf, dotted, table, interval, heading, note } =
    globalThis.kontextTools
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
  globalThis.kontextTables = {
    coverage: () => [heading('coverage'), note('coverageNote'), coverage()],
    costs: () => [...decay(), heading('cost'), note('costNote'), cost()],
  }
})()

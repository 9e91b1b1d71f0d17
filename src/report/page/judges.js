// What judges said: how far each can be trusted, mean marks, choices, cards. A classic script beside report.js.
;(() => {
  const shown = ({ number }, value, suffix = '') =>
    value === null || value === undefined || value.value === null
      ? '–'
      : value.low === null || value.high === null
        ? `${number(value.value)}${suffix}`
        : `${number(value.value)} (${number(value.low)} – ${number(value.high)})${suffix}`

  const percent = (value) => `${(100 * value).toFixed(1)} %`
  const share = ({ say }, value) =>
    value === null || value === undefined || value.value === null
      ? '–'
      : value.low === null || value.high === null
        ? `${percent(value.value)} (${say('tooFewClusters')})`
        : `${percent(value.value)} (${percent(value.low)} – ${percent(value.high)})`

  const reasons = {
    refused: 'reasonRefused',
    timeout: 'reasonTimeout',
    unreadable: 'reasonUnreadable',
    failed: 'reasonFailed',
    'not-asked': 'reasonNotAsked',
  }

  const coverage = ({ say }, { planned, answered, unscored }) =>
    [
      `${answered} / ${planned}`,
      ...Object.entries(unscored).map(([kind, count]) => say(reasons[kind], { count })),
    ].join(', ')

  const added = (coverages) => {
    const sum = { planned: 0, answered: 0, unscored: {} }
    for (const { planned, answered, unscored } of coverages) {
      sum.planned += planned
      sum.answered += answered
      for (const [kind, count] of Object.entries(unscored))
        sum.unscored[kind] = (sum.unscored[kind] ?? 0) + count
    }
    return sum
  }

  const drift = ({ say, number }, check) => {
    if (!check?.drift) return '–'
    const { verdict, date, compared, changed, lost, gained, p } = check.drift
    const key = {
      steady: 'driftSteady',
      changed: 'driftChanged',
      moved: 'driftMoved',
      'not-comparable': 'driftNotComparable',
    }[verdict]
    const values = { compared, lost, gained, p: number(p), date: date.slice(0, 10) }
    return say(key, { ...values, changed: changed.value === null ? '–' : percent(changed.value) })
  }

  const cardOf = ({ cards }, { cards: digests }) =>
    digests
      .map((digest) => cards[digest])
      .filter(Boolean)
      .sort((one, other) => (one.date < other.date ? 1 : -1))[0]

  const about = ({ say }, judging, report) => {
    const card = cardOf(judging, report)
    const isMixed = [report.choices, ...report.marks].some((one) => (one?.cards.length ?? 0) > 1)
    return [
      card ? `${card.model} · ${card.provider} · ${card.date.slice(0, 10)}` : '–',
      isMixed ? say('mixedCards') : '',
    ]
      .filter(Boolean)
      .join('; ')
  }

  const people = (tools, choices) =>
    choices?.people ? share(tools, choices.people.withTies) : tools.say('nobodyVoted')

  const orderEffect = (tools, choices) =>
    choices
      ? choices.orderEffect
        ? shown(tools, choices.orderEffect)
        : tools.say('noFiniteEstimate')
      : '–'

  function trust(tools, judging) {
    const { say, table } = tools
    const columns = [
      'judge',
      'judgeModel',
      'knownAnswers',
      'sameBothWays',
      'meanSide',
      'orderEffect',
      'agreesWithPeople',
      'answeredOfAsked',
      'drift',
    ]
    return table(
      columns.map((key) => say(key)),
      judging.judges.map((report) => {
        const { judge, choices, marks, check } = report
        const all = [...(choices ? [choices.coverage] : []), ...marks.map((one) => one.coverage)]
        return {
          cells: [
            judge,
            about(tools, judging, report),
            share(tools, check?.accuracy),
            share(tools, choices?.consistency ?? check?.consistency),
            shown(tools, choices?.leftBias ?? check?.leftBias),
            orderEffect(tools, choices),
            people(tools, choices),
            coverage(tools, added(all)),
            drift(tools, check),
          ],
        }
      }),
    )
  }

  const part = ({ node, say }, key, content) => [
    node('section', { className: 'card case' }, node('h3', { textContent: say(key) }), ...content),
  ]

  const judgeMetric = /^judge\/([^/]+)\/(.+)$/

  /** Marks of all judges, with the task's own measure beside them. */
  function means(tools, { comparison }) {
    const { say, table, dotted, note, titleOf, modelOf } = tools
    const rows = comparison.summary.filter((row) => judgeMetric.test(row.metric))
    if (rows.length === 0) return []
    const tasks = [...new Set(rows.map((row) => row.task))]
    const place = (model) => comparison.models.findIndex(({ id }) => id === model)
    return part(tools, 'judgedMeans', [
      note('judgedMeansNote'),
      ...tasks.map((task) => {
        const own = rows.filter((row) => row.task === task)
        const metrics = [...new Set(own.map((row) => row.metric))]
        const models = [...new Set(own.map((row) => row.model))].sort((a, b) => place(a) - place(b))
        const panel = comparison.panels.find((one) => one.task === task)
        const automatic = (model) =>
          panel?.rows.find((row) => row.model === model)?.estimate ?? null
        const cell = (model, metric) => {
          const row = own.find((one) => one.model === model && one.metric === metric)
          return row ? shown(tools, row.estimate, ` ${row.estimate.n}/${row.planned}`) : '–'
        }
        const nameOf = (metric) => metric.replace(judgeMetric, '$1: $2')
        const automaticName = panel?.metric
          ? `${say('automatic')}: ${panel.metric}`
          : say('automatic')
        return table(
          [titleOf(task), automaticName, ...metrics.map(nameOf)],
          models.map((model) => ({
            control: modelOf(model).control,
            cells: [
              dotted(model),
              shown(tools, automatic(model)),
              ...metrics.map((metric) => cell(model, metric)),
            ],
          })),
        )
      }),
    ])
  }

  const rules = { tie: 'ruleTie', drop: 'ruleDrop', 'as-cast': 'ruleAsCast' }

  const ratingOf = (tools, { rating, low, high }) =>
    rating === null
      ? tools.say('noFiniteRating')
      : low === null || high === null
        ? rating.toFixed(0)
        : `${rating.toFixed(0)} (${low.toFixed(0)} – ${high.toFixed(0)})`

  const ratingRows = (tools, judge, ratings) =>
    ratings.flatMap(({ task, question, ratings: rows }) =>
      rows.map((row) => ({
        control: tools.modelOf(row.model).control,
        cells: [
          judge,
          tools.titleOf(task) + (question === task ? '' : ` · ${question}`),
          tools.dotted(row.model),
          share(tools, row.won),
          ratingOf(tools, row),
          row.n,
        ],
      })),
    )

  function choices(tools, judging) {
    const { say, note, table } = tools
    const judges = judging.judges.filter((one) => one.choices)
    if (judges.length === 0) return []
    const used = [...new Set(judges.map((one) => say(rules[one.choices.inconsistent])))]
    const { consensus } = judging
    return part(tools, 'judgedPairs', [
      note('judgedPairsNote', { rule: used.join(', ') }),
      table(
        [say('judge'), say('task'), say('model'), say('pairsWon'), say('rating'), 'n'],
        [
          ...judges.flatMap((one) => ratingRows(tools, one.judge, one.choices.ratings)),
          ...(consensus ? ratingRows(tools, say('consensus'), consensus.ratings) : []),
        ],
      ),
      ...(consensus
        ? [note('consensusNote', { ...consensus, judges: consensus.judges.join(', ') })]
        : []),
    ])
  }

  const cards = ({ node, say }, judging) =>
    node(
      'details',
      {},
      node('summary', { textContent: say('cards') }),
      node('pre', { textContent: JSON.stringify(judging.cards, null, 2) }),
    )

  /** What stands in the report where judges looked at the outputs; nothing for any other. */
  globalThis.kontextJudges = (report, tools) => {
    const { judging } = report.comparison
    if (!judging) return []
    return [
      tools.heading('judges'),
      tools.note('judgesNote'),
      tools.node('section', { className: 'card case' }, trust(tools, judging)),
      ...means(tools, report),
      ...choices(tools, judging),
      cards(tools, judging),
    ]
  }
})()

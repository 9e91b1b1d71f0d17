// Ratings by votes: what their figure is called, and their tables.
;(() => {
  const votersOf = ({ voters }, say) => say(voters === 'person' ? 'people' : 'judgeVoters')

  /** Of the ratings that take a task's panel. */
  globalThis.kontextRatingLabel = ({ ratings: [first] }, say) =>
    say('ratingBy', { voters: votersOf(first, say), votes: first.votes })

  globalThis.kontextRatings = (report, tools) => {
    const { say, node, table, heading, note, dotted, number, interval, titleOf } = tools
    const level = report.comparison.level * 100
    const head = ['model', 'rating', 'interval', 'group', 'votesNeeded', 'bothBadShare', 'method']
    const rowsOf = (one) =>
      one.rows.map(({ model, estimate, letters, group }) => ({
        cells: [
          dotted(model),
          estimate.value === null ? '–' : String(Math.round(estimate.value)),
          `${interval(estimate)}, n = ${estimate.n}`,
          one.rows.some((row) => row.group > 1) ? `${group}: ${letters}` : letters,
          one.votesNeeded === null ? say('untold') : one.votesNeeded,
          `${number(one.bothBad.value)} (${interval(one.bothBad)})`,
          one.method,
        ],
      }))
    const cards = report.comparison.panels.flatMap((panel) =>
      (panel.ratings ?? []).map((one) =>
        node(
          'section',
          { className: 'card case' },
          node('h3', { textContent: `${titleOf(panel.task)} · ${one.question}` }),
          node('p', {
            className: 'sub',
            textContent: say('ratingBy', { voters: votersOf(one, say), votes: one.votes }),
          }),
          table(
            head.map((key) => say(key, { level })),
            rowsOf(one),
          ),
        ),
      ),
    )
    return cards.length === 0 ? [] : [heading('ratings'), note('ratingsNote'), ...cards]
  }
})()

import { node } from './dom.js'
import { between, number, percent } from './numbers.js'
import { table } from './table.js'

const share = (estimate) =>
  estimate
    ? [percent(estimate.value), between(estimate, percent), estimate.n, estimate.method]
    : undefined

const plain = (estimate) =>
  estimate ? [number(estimate.value), between(estimate), estimate.n, estimate.method] : undefined

/** What is known of the voters, each with its interval, its number and its method. */
function measures(words, results) {
  const { agreement, position, gold, ratings } = results
  const parts = ratings && 'parts' in ratings ? ratings.parts : []
  const kind = (voters) => words.say(voters === 'judge' ? 'judges' : 'people')
  const rows = [
    ['agreement', 'person', plain(agreement.people?.alpha)],
    ['agreement', 'judge', plain(agreement.judges?.alpha)],
    ['judgesAgree', 'judge', share(agreement.judgesAgainstPeople?.withTies)],
    ['selfAgreement', 'person', share(agreement.people?.selfConsistency?.withTies)],
    ...position.map(({ voters, left }) => ['position', voters, share(left)]),
    ...position.map(({ voters, orderEffect }) => [
      'orderEffect',
      voters,
      orderEffect ? [number(orderEffect.value), between(orderEffect), '', ''] : undefined,
    ]),
    ...parts.flatMap(({ sameModel, voters }) =>
      sameModel ? [['sameLeft', voters, share(sameModel.leftShare)]] : [],
    ),
    ['goldAccuracy', 'person', gold.n > 0 ? share(gold) : undefined],
  ]
  return rows.flatMap(([key, voters, cells]) =>
    cells
      ? [[words.bind(node('span'), () => `${words.say(key)} · ${kind(voters)}`), ...cells]]
      : [],
  )
}

const paceOf = (words, { medianMsToVote }) =>
  medianMsToVote === null
    ? []
    : [
        [
          words.bind(node('span'), 'pace'),
          words.bind(node('span'), () =>
            words.say('seconds', { value: number(medianMsToVote / 1000) }),
          ),
          '',
          '',
          '',
        ],
      ]

const skipText = {
  'cannot-decide': 'skipCannotDecide',
  unclear: 'skipUnclear',
  'picture-broken': 'skipPictureBroken',
  uncomfortable: 'skipUncomfortable',
  other: 'skipOther',
}

const tagText = [
  ['ignored-instruction', 'tagIgnoredInstruction'],
  ['identity-lost', 'tagIdentityLost'],
  ['artefact', 'tagArtefact'],
  ['text-wrong', 'tagTextWrong'],
  ['over-edit', 'tagOverEdit'],
]

const card = (words, title, note, ...children) =>
  node(
    'section',
    { className: 'card' },
    words.bind(node('h3'), title),
    note ? words.bind(node('p', { className: 'soft' }), note) : null,
    ...children,
  )

const tagTable = (words, models, tags) =>
  table(
    words,
    ['model', ...tagText.map(([, key]) => key), 'count'],
    tags
      .filter(({ model }) => models.some(({ id }) => id === model))
      .map(({ model, of, tags: found }) => [
        models.find(({ id }) => id === model)?.name ?? model,
        ...tagText.map(([tag]) => percent((found[tag] ?? 0) / of)),
        of,
      ]),
  )

const voterTable = (words, { checks, agreement }) =>
  table(
    words,
    ['voter', 'votes', 'goldAccuracy', 'outliers'],
    checks.map(({ voter, votes, gold }) => [
      voter,
      votes,
      gold.of === 0 ? '–' : `${gold.right} / ${gold.of}`,
      agreement.outliers.found.some((one) => one.voter === voter) ? '!' : '',
    ]),
  )

/** Everything about voters and their checks. */
export function voterCards(words, { results, models }) {
  const skips = Object.entries(results.skips)
  return [
    card(
      words,
      'votersTitle',
      'agreementNote',
      table(
        words,
        ['measure', 'value', 'interval', 'count', 'method'],
        [...measures(words, results), ...paceOf(words, results)],
      ),
    ),
    card(words, 'voter', undefined, voterTable(words, results)),
    results.tags.some(({ tags }) => Object.keys(tags).length > 0)
      ? card(words, 'tagsTitle', 'tagsNote', tagTable(words, models, results.tags))
      : null,
    skips.length > 0
      ? card(
          words,
          'skipsTitle',
          undefined,
          table(
            words,
            ['reason', 'count'],
            skips.map(([reason, count]) => [
              words.bind(node('span'), skipText[reason] ?? reason),
              count,
            ]),
          ),
        )
      : null,
  ].filter(Boolean)
}

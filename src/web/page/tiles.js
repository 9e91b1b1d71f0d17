import { node } from './dom.js'
import { between, number, percent, roughly } from './numbers.js'

const tile = (words, key, value, note) =>
  node(
    'div',
    { className: 'tile' },
    words.bind(node('p', { className: 'soft' }), key),
    node('p', { className: 'big', textContent: value }),
    node('p', { className: 'soft', textContent: note || '\u00a0' }),
  )

/** More votes of people that would decide every question; a question that cannot be told leaves the sum a lower bound. */
function neededOf({ ratings }) {
  const parts = ratings && 'parts' in ratings ? ratings.parts : []
  const open = parts.map(({ toDecide }) => toDecide).filter((one) => one && !one.done)
  if (parts.length === 0) return '–'
  const known = open.flatMap(({ more }) => more ?? [])
  if (known.length === 0) return open.length === 0 ? '0' : '–'
  const sum = roughly(known.reduce((all, more) => all + more, 0))
  return known.length < open.length ? `≥ ${sum}` : sum
}

const withRange = (estimate, form) =>
  estimate && estimate.n > 0 ? [form(estimate.value), between(estimate, form)] : ['–', '']

/** What is asked first of a vote: how many, how many more, and whether the voters can be trusted. */
export function tiles(words, results) {
  const { votes, voters, agreement, position, gold } = results
  const people = position.find((one) => one.voters === 'person')
  return node(
    'div',
    { className: 'tiles' },
    tile(words, 'tileVotes', String(votes.people), words.say('voterCount', { voters })),
    tile(words, 'tileNeeded', neededOf(results), ''),
    tile(words, 'tileAgreement', ...withRange(agreement.people?.alpha, number)),
    tile(words, 'tileLeft', ...withRange(people?.left, percent)),
    tile(words, 'tileGold', ...withRange(gold, percent)),
  )
}

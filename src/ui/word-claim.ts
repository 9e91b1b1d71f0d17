import type { Claim } from '#schema/comparison.ts'
import { fill } from './fill.ts'
import { formatNumber } from './format-number.ts'
import type { Messages } from './messages/en.ts'

export interface Names {
  task: (id: string) => string
  model: (id: string) => string
}

const listed = (items: readonly string[], messages: Messages): string =>
  items.join(messages.listSeparator)

function wordClaim(
  claim: Claim,
  tasks: readonly string[],
  messages: Messages,
  names: Names,
): string {
  const task = listed(tasks.map(names.task), messages)
  switch (claim.claim) {
    case 'leads':
      return fill(messages.leads, {
        task,
        model: names.model(claim.model),
        over: listed(claim.over.map(names.model), messages),
      })
    case 'not-distinguishable':
      return fill(messages.notDistinguishable, {
        task,
        models: listed(claim.models.map(names.model).toSorted(), messages),
      })
    case 'awaits-votes':
      return fill(messages.awaitsVotes, { task })
    case 'no-contest':
      return fill(messages.noContest, { task, model: names.model(claim.model) })
    case 'no-scores':
      return fill(messages.noScores, { task })
    case 'faster':
      return fill(messages.faster, {
        kind: messages[claim.kind],
        model: names.model(claim.model),
        than: names.model(claim.than),
        ratio: formatNumber(claim.ratio.value),
        low: formatNumber(claim.ratio.low),
        high: formatNumber(claim.ratio.high),
      })
    case 'judge-leans':
      return fill(messages.judgeLeans, {
        judge: claim.judge,
        side: messages[claim.side],
        value: formatNumber(claim.bias.value),
        low: formatNumber(claim.bias.low),
        high: formatNumber(claim.bias.high),
      })
    case 'judge-moved':
      return fill(messages.judgeMoved, {
        judge: claim.judge,
        since: claim.since,
        lost: claim.lost,
        gained: claim.gained,
        compared: claim.compared,
      })
    case 'incomplete':
      return fill(messages.incomplete, {
        model: names.model(claim.model),
        missing: claim.missing,
        planned: claim.planned,
      })
    default:
      return claim satisfies never
  }
}

/** What decides comes first, what is not known last. */
const order: readonly Claim['claim'][] = [
  'leads',
  'faster',
  'not-distinguishable',
  'no-contest',
  'judge-leans',
  'judge-moved',
  'incomplete',
  'no-scores',
  'awaits-votes',
]

/** The same claim of several tasks has the same key; models in any order are the same models. */
const keyOf = (claim: Claim): string =>
  JSON.stringify({
    ...claim,
    task: undefined,
    ...('models' in claim ? { models: claim.models.toSorted() } : {}),
  })

/** Typed claims in the words of one language; what holds for several tasks is said once. */
export function wordClaims(claims: readonly Claim[], messages: Messages, names: Names): string[] {
  const groups = new Map<string, { claim: Claim; tasks: string[] }>()
  for (const claim of claims.toSorted((a, b) => order.indexOf(a.claim) - order.indexOf(b.claim))) {
    const group = groups.get(keyOf(claim)) ?? { claim, tasks: [] }
    if ('task' in claim) group.tasks.push(claim.task)
    groups.set(keyOf(claim), group)
  }
  return [...groups.values()].map(({ claim, tasks }) => wordClaim(claim, tasks, messages, names))
}

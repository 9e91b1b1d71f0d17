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

const votersOf = ({ by }: { by?: 'person' | 'judge' | undefined }, messages: Messages) =>
  by === undefined ? {} : { voters: by === 'person' ? messages.people : messages.judgeVoters }

const wordLeaning = (
  { judge, side, bias }: Extract<Claim, { claim: 'judge-leans' }>,
  messages: Messages,
): string =>
  fill(messages.judgeLeans, {
    judge,
    side: messages[side],
    value: formatNumber(bias.value),
    low: formatNumber(bias.low),
    high: formatNumber(bias.high),
  })

const wordDiagnostic = (
  { metric, contrast, auc, bar }: Extract<Claim, { claim: 'diagnostic' }>,
  task: string,
  messages: Messages,
): string =>
  fill(messages.diagnosticOnly, {
    task,
    metric,
    contrast,
    value: formatNumber(auc.value),
    low: formatNumber(auc.low),
    high: formatNumber(auc.high),
    bar: formatNumber(bar),
  })

function wordClaim(
  claim: Claim,
  tasks: readonly string[],
  messages: Messages,
  names: Names,
): string {
  const task = listed(tasks.map(names.task), messages)
  switch (claim.claim) {
    case 'leads':
      return fill(claim.by ? messages.leadsByVotes : messages.leads, {
        ...votersOf(claim, messages),
        task,
        model: names.model(claim.model),
        over: listed(claim.over.map(names.model), messages),
      })
    case 'not-distinguishable':
      return fill(claim.by ? messages.tiedByVotes : messages.notDistinguishable, {
        ...votersOf(claim, messages),
        task,
        models: listed(claim.models.map(names.model).toSorted(), messages),
      })
    case 'awaits-votes':
      return fill(messages.awaitsVotes, { task })
    case 'diagnostic':
      return wordDiagnostic(claim, task, messages)
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
      return wordLeaning(claim, messages)
    case 'judge-moved':
      return fill(messages.judgeMoved, { ...claim })
    case 'incomplete':
      return fill(claim.refused > 0 ? messages.incompleteRefused : messages.incomplete, {
        ...claim,
        model: names.model(claim.model),
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
  'diagnostic',
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

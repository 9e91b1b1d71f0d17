import type { Claim } from '#schema/comparison.ts'
import { fill } from './fill.ts'
import { formatNumber } from './format-number.ts'
import type { Messages } from './messages/en.ts'

export interface Names {
  task: (id: string) => string
  model: (id: string) => string
}

/** A typed claim in the words of one language. */
export function wordClaim(claim: Claim, messages: Messages, names: Names): string {
  switch (claim.claim) {
    case 'leads':
      return fill(messages.leads, {
        task: names.task(claim.task),
        model: names.model(claim.model),
        over: claim.over.map(names.model).join(', '),
      })
    case 'not-distinguishable':
      return fill(messages.notDistinguishable, {
        task: names.task(claim.task),
        models: claim.models.map(names.model).join(', '),
      })
    case 'awaits-votes':
      return fill(messages.awaitsVotes, { task: names.task(claim.task) })
    case 'no-contest':
      return fill(messages.noContest, {
        task: names.task(claim.task),
        model: names.model(claim.model),
      })
    case 'no-scores':
      return fill(messages.noScores, { task: names.task(claim.task) })
    case 'faster':
      return fill(messages.faster, {
        kind: messages[claim.kind],
        model: names.model(claim.model),
        than: names.model(claim.than),
        ratio: formatNumber(claim.ratio.value),
        low: formatNumber(claim.ratio.low),
        high: formatNumber(claim.ratio.high),
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

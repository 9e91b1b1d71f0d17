import { readJudgeMetric, type JudgeCard } from '#schema/judge.ts'
import type { JudgeCheck } from '#schema/judge-check.ts'
import type { JudgeConsensus, JudgeReport, JudgeSection } from '#schema/judge-report.ts'
import type { Vote } from '#schema/vote.ts'
import { countedVerdicts, majorityOf } from '#stats/both-orders.ts'
import type { Collected } from './collect.ts'
import type { StatOptions } from './panel.ts'
import { addTo, judgeChoices, noCoverage, ratingsByQuestion } from './judge-choices.ts'
import { chosenPairs, type ChosenPair } from './judge-pairs.ts'

/** What is kept of judging a run, besides the scores. */
export interface JudgedInput {
  votes: readonly Vote[]
  /** By digest: those that votes and marks name. */
  cards: ReadonlyMap<string, JudgeCard>
  /** Of each judge's newest judge run. */
  checks: ReadonlyMap<string, JudgeCheck>
}

type Marks = JudgeReport['marks'][number]

/** Marks by judge, metric by metric, and the cards they were given under. */
function marksOf({ turns }: Collected): Map<string, Map<string, Marks>> {
  const found = new Map<string, Map<string, Marks>>()
  for (const { judged } of turns)
    for (const [metric, { card, unscored }] of judged) {
      const judge = readJudgeMetric(metric)?.judge ?? ''
      const metrics = found.get(judge) ?? new Map<string, Marks>()
      found.set(judge, metrics)
      const marks = metrics.get(metric) ?? { metric, cards: [], coverage: noCoverage() }
      metrics.set(metric, marks)
      addTo(marks.coverage, unscored)
      if (!marks.cards.includes(card)) marks.cards.push(card)
    }
  return found
}

/** Answers that more than half of the judges of a pair firmly give. */
function consensusOf(
  judges: readonly string[],
  pairs: readonly ChosenPair[],
  level: number,
): JudgeConsensus | undefined {
  const shared = pairs.filter(({ voters }) => voters.size > 1)
  if (judges.length < 2 || shared.length === 0) return undefined
  const decided = shared.flatMap((pair) => {
    const firm = [...pair.voters.values()].map((choices) => countedVerdicts(choices, 'drop')[0])
    const agreed = majorityOf(firm)
    return agreed === undefined ? [] : [{ pair, verdicts: [agreed] }]
  })
  return {
    judges: [...judges],
    pairs: shared.length,
    decided: decided.length,
    ratings: ratingsByQuestion(decided, level),
  }
}

const newest = (cards: readonly JudgeCard[]): JudgeCard | undefined =>
  cards.toSorted((one, other) => (one.date < other.date ? 1 : -1))[0]

/** Judges of a run: how far they can be trusted, what they chose, and how much of it is missing. Undefined without any. */
export function judgeSection(
  input: JudgedInput,
  collected: Collected,
  options: StatOptions,
): JudgeSection | undefined {
  const clusterOf = new Map(collected.turns.map(({ cell, cluster }) => [cell.id, cluster]))
  const byJudge = Map.groupBy(
    input.votes.filter(({ voter }) => voter.kind === 'judge'),
    ({ voter }) => voter.id,
  )
  const marks = marksOf(collected)
  const judges = [...new Set([...byJudge.keys(), ...marks.keys()])].sort()
  if (judges.length === 0) return undefined
  const pairs = chosenPairs([...byJudge.values()].flat(), clusterOf)
  const people = chosenPairs(
    input.votes.filter(({ voter }) => voter.kind === 'person'),
    clusterOf,
  )
  const reports = judges.map((judge): JudgeReport => {
    const votes = byJudge.get(judge) ?? []
    const own = [...input.cards].filter(([, card]) => card.judge === judge)
    const rule = newest(own.map(([, card]) => card))?.inconsistent ?? 'tie'
    const check = input.checks.get(judge)
    return {
      judge,
      cards: own.map(([digest]) => digest).sort(),
      ...(votes.length === 0
        ? {}
        : { choices: judgeChoices({ judge, votes, rule, pairs, people }, options) }),
      marks: [...(marks.get(judge)?.values() ?? [])].sort((one, other) =>
        one.metric < other.metric ? -1 : 1,
      ),
      ...(check ? { check } : {}),
    }
  })
  const consensus = consensusOf([...byJudge.keys()].sort(), [...pairs.values()], options.level)
  return {
    cards: Object.fromEntries(input.cards),
    judges: reports,
    ...(consensus ? { consensus } : {}),
  }
}

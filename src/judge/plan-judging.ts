import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { Json } from '#schema/id.ts'
import type { JudgeCard, JudgeEntry, Judging } from '#schema/judge.ts'
import type { Model } from '#schema/model.ts'
import type { Cell, Plan } from '#schema/plan.ts'
import type { Task } from '#schema/task.ts'
import { expectedUsd } from './expected-price.ts'
import { identityOf, judgeModel } from './judge-model.ts'
import type { PlannedAsk } from './plan-asks.ts'
import { draftQuestion, promptOf, useOf, type Subject } from './question.ts'
import { pictureEncoding } from './show-pictures.ts'

/** Nobody's bench: so that no history or comparison of one takes a judge run in. */
export const judgeBench = 'judge'

export interface JudgingInput {
  run: string
  createdAt: string
  kontextbench: string
  title: string
  judges: readonly JudgeEntry[]
  /** Asked by every judge but the tiebreaker. */
  asks: readonly PlannedAsk[]
  /** Asked by every judge. */
  known: readonly PlannedAsk[]
  /** Every task that an ask names. */
  tasks: readonly Task[]
  dataSets: Plan['dataSets']
  judging: Omit<Judging, 'cards'>
  budgetUsd?: number
}

export const cardDigest = (card: JudgeCard): string =>
  sha256(canonicalJson(card as unknown as Json))

function aboutOf({ subject, ask }: PlannedAsk, tasks: ReadonlyMap<string, Task>): Subject {
  const task = tasks.get(ask.task)
  if (!task) throw new Error(`no task ${ask.task} was given`)
  return { subject, ask, task }
}

/** What is said in each use, once. */
function promptsOf(abouts: readonly Subject[], { language }: JudgingInput['judging']) {
  const prompts: Record<string, string> = {}
  for (const about of abouts) prompts[useOf(about)] ??= promptOf(about, language)
  return prompts
}

function cardOf(
  entry: JudgeEntry,
  prompts: Record<string, string>,
  { judging, ...input }: JudgingInput,
): JudgeCard {
  return {
    schemaVersion: 1,
    ...identityOf(entry),
    language: judging.language,
    image: { maxSide: judging.maxSide, encoding: pictureEncoding },
    bothOrders: judging.bothOrders,
    inconsistent: judging.inconsistent,
    promptDigest: sha256(canonicalJson(prompts)),
    prompts,
    date: input.createdAt,
    run: input.run,
    kontextbench: input.kontextbench,
  }
}

/** The cells of some asks by some judges: ask by ask, so that a run that ends early has asked every judge the same. */
export function cellsOf(
  asks: readonly PlannedAsk[],
  judges: readonly Pick<Model, 'id' | 'engine'>[],
  from: number,
): Cell[] {
  return asks
    .flatMap(({ subject, ask }) => judges.map((judge) => ({ subject, ask, judge })))
    .map(({ subject, ask, judge }, offset): Cell => {
      const { kind, baseUrl, model, params } = judge.engine
      const asked = { ask, judge: judge.id, kind, baseUrl, model, params }
      return {
        id: sha256(canonicalJson(JSON.parse(JSON.stringify(asked)) as Json)),
        index: from + offset,
        model: judge.id,
        setting: 'judge',
        repeat: 0,
        case: subject.id,
        dataSet: subject.dataSet,
        tasks: [ask.task],
        turns: 1,
        seed: null,
        ask,
      }
    })
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Each judge as a model, with what a call of it is expected to cost. */
function modelsOf(abouts: readonly Subject[], { judges, judging }: JudgingInput): Model[] {
  const drafts = abouts.map((about) => draftQuestion(about, judging.language))
  return judges.map((entry) => {
    const { price } = entry
    const usd =
      price === null
        ? undefined
        : meanOf(drafts.map((draft) => expectedUsd(draft, price, judging.maxSide)))
    return judgeModel(entry, usd)
  })
}

function casesOf(asks: readonly PlannedAsk[]): Case[] {
  const cases = new Map(asks.map(({ subject }) => [`${subject.dataSet}/${subject.id}`, subject]))
  return [...cases.values()]
}

/** SHA-256 over all cell ids in order. */
export const digestOfCells = (cells: readonly Pick<Cell, 'id'>[]): string =>
  sha256(canonicalJson(cells.map(({ id }) => id)))

/** A judge run as a plan like any other: judges are its models, their calls its cells. */
export function planJudging(input: JudgingInput): {
  plan: Plan
  cells: Cell[]
  cards: JudgeCard[]
} {
  const { judges, asks, known, judging } = input
  const tasks = new Map(input.tasks.map((task) => [task.id, task]))
  const all = [...known, ...asks]
  const abouts = all.map((ask) => aboutOf(ask, tasks))
  const models = modelsOf(abouts, input)
  const voters = models.filter(({ id }) => id !== judging.tieBreaker)
  // Known pairs come first: few, and told even of a run that its budget ends.
  const first = cellsOf(known, models, 0)
  const cells = [...first, ...cellsOf(asks, voters, first.length)]
  const prompts = promptsOf(abouts, judging)
  const cards = judges.map((entry) => cardOf(entry, prompts, input))
  const priceOf = new Map(models.map(({ id, price }) => [id, price?.usd]))
  const prices = cells.map(({ model }) => priceOf.get(model))
  const plan: Plan = {
    schemaVersion: 1,
    run: input.run,
    bench: judgeBench,
    title: input.title,
    createdAt: input.createdAt,
    seed: 1,
    models,
    settings: [{ id: 'judge', chain: 'own-output', seed: null }],
    tasks: input.tasks.filter(({ id }) => all.some(({ ask }) => ask.task === id)),
    metrics: [],
    metricModules: [],
    repeats: 1,
    cases: casesOf(all),
    dataSets: input.dataSets,
    judging: {
      ...judging,
      cards: Object.fromEntries(cards.map((card) => [card.judge, cardDigest(card)])),
    },
    ...(input.budgetUsd === undefined ? {} : { budgetUsd: input.budgetUsd }),
    price: {
      usd: prices.reduce<number>((sum, usd) => sum + (usd ?? 0), 0),
      unknown: prices.filter((usd) => usd === undefined).length,
    },
    cellCount: cells.length,
    digest: digestOfCells(cells),
  }
  return { plan, cells, cards }
}

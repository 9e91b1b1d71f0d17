import { z } from 'zod'
import { Instant, Json, Sha256, Slug, TaskId, schemaVersion } from './id.ts'
import { CallLimits, EngineRef } from './model.ts'

const usd = z.number().nonnegative()

/** USD per million tokens as published. What pictures cost is counted among `textIn` by chat interfaces. */
export const JudgePrice = z.strictObject({
  textIn: usd,
  textOut: usd,
  asOf: z.string(),
  source: z.string(),
})
export type JudgePrice = z.infer<typeof JudgePrice>

/** How an answer is asked for, whichever way it goes. Its defaults stand on every card. */
export const chatParams = {
  /** null = not sent, for models that take none. */
  temperature: z.number().min(0).max(2).nullable().default(0),
  maxTokens: z.int().positive().default(1024),
  seed: z.int().nonnegative().optional(),
  /** What the server is told of the shape of the answer, besides the words of the question. */
  structured: z.enum(['json-schema', 'json-object', 'none']).default('json-schema'),
}

/** A model that judges: it is shown pictures and answers in words of a fixed shape. Never ranked. */
export const JudgeEntry = z.strictObject({
  id: Slug,
  /** Default: the id. */
  name: z.string().optional(),
  judge: EngineRef.omit({ kind: true, module: true, params: true }).extend({
    /** `openai-chat`: any server of chat completions. `ai-sdk`: a language model of any AI SDK package. */
    kind: z.enum(['openai-chat', 'ai-sdk']),
    /** Of `ai-sdk`: a package, or a file relative to the one that lists the judge. */
    module: z.string().min(1).optional(),
    /** Of `ai-sdk`: a factory of providers, or a model object. Default: the default export. */
    export: z.string().min(1).optional(),
    /** What else its kind knows is checked by its engine. */
    params: z.looseObject(chatParams).prefault({}),
  }),
  price: JudgePrice.nullable().default(null),
  limits: CallLimits.optional(),
  notes: z.string().optional(),
})
export type JudgeEntry = z.infer<typeof JudgeEntry>
export type JudgeEntryInput = z.input<typeof JudgeEntry>

/** Metrics of judges are `judge/<judge>/<what>`; what computes has other ids. */
const metricPrefix = 'judge/'

export const judgeMetric = (judge: string, what: string): string =>
  `${metricPrefix}${judge}/${what}`

/** The judge and what it marked; undefined for metrics that compute. */
export function readJudgeMetric(metric: string): { judge: string; what: string } | undefined {
  if (!metric.startsWith(metricPrefix)) return undefined
  const [judge = '', ...what] = metric.slice(metricPrefix.length).split('/')
  return { judge, what: what.join('/') }
}

/** Why a judge's question has no answer that counts: the word before the colon of a reason. */
export const unscoredKinds = ['refused', 'timeout', 'unreadable', 'failed', 'not-asked'] as const
export type UnscoredKind = (typeof unscoredKinds)[number]

export const unscoredKindOf = (reason: string): UnscoredKind =>
  unscoredKinds.find((kind) => reason.startsWith(`${kind}:`)) ?? 'failed'

/** What a pair's votes count as when the two orders disagree. Never a win. */
export const InconsistentRule = z.enum(['tie', 'drop', 'as-cast'])
export type InconsistentRule = z.infer<typeof InconsistentRule>

export const JudgeLanguage = z.enum(['en', 'zh'])
export type JudgeLanguage = z.infer<typeof JudgeLanguage>

/**
 * The measuring instrument behind every vote and score of a judge run. Kept once, named by the SHA-256 of its
 * canonical JSON.
 */
export const JudgeCard = z.strictObject({
  schemaVersion,
  judge: Slug,
  name: z.string(),
  kind: z.string(),
  /** Host that was called, or the package. */
  provider: z.string(),
  /** The provider's own name of the model. */
  model: z.string(),
  parameters: z.record(z.string(), Json),
  language: JudgeLanguage,
  image: z.strictObject({ maxSide: z.int().positive(), encoding: z.string() }),
  /** Every question of a pair was asked with the pictures either way round. */
  bothOrders: z.boolean(),
  inconsistent: InconsistentRule,
  /** SHA-256 over `prompts`. */
  promptDigest: Sha256,
  /** What is said around the pictures, by use. */
  prompts: z.record(z.string(), z.string()),
  /** When judging began. */
  date: Instant,
  /** The judge run that holds its calls. */
  run: z.string(),
  kontextbench: z.string(),
})
export type JudgeCard = z.infer<typeof JudgeCard>

/** An output as a judge is shown it. Without cell and turn it is no run's: a picture of a pair with a known answer. */
const ShownOutput = z.strictObject({
  model: z.string(),
  image: Sha256,
  cell: Sha256.optional(),
  turn: z.int().positive().optional(),
})
export type ShownOutput = z.infer<typeof ShownOutput>

/** What is wrong with the worse picture of a pair whose better one is known; `same` = one picture twice. */
export const KnownKind = z.enum([
  'no-op',
  'over-edit',
  'wrong-instruction',
  'other-picture',
  'same',
])
export type KnownKind = z.infer<typeof KnownKind>

const Known = z.strictObject({
  kind: KnownKind,
  right: z.enum(['left', 'right', 'tie']),
})

export const RubricId = z.enum(['sc', 'pq', 'grade', 'task'])
export type RubricId = z.infer<typeof RubricId>

/** What one call of a judge asks: the content of a judge run's cell. */
export const JudgeAsk = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('pairwise'),
    task: TaskId,
    question: z.string(),
    pair: Sha256,
    order: z.union([z.literal(1), z.literal(2)]),
    /** Turn of the case up to which its instructions are quoted. */
    turn: z.int().positive(),
    left: ShownOutput,
    right: ShownOutput,
    known: Known.optional(),
  }),
  z.strictObject({
    mode: z.literal('rubric'),
    task: TaskId,
    rubric: RubricId,
    turn: z.int().positive(),
    output: ShownOutput,
  }),
])
export type JudgeAsk = z.infer<typeof JudgeAsk>
export type PairwiseAsk = Extract<JudgeAsk, { mode: 'pairwise' }>
export type RubricAsk = Extract<JudgeAsk, { mode: 'rubric' }>

/** What a judge run is about, beside its plan's cells. */
export const Judging = z.strictObject({
  /** The run whose outputs are judged; absent in a self-test. */
  run: z.string().optional(),
  mode: z.enum(['pairwise', 'rubric', 'self-test']),
  language: JudgeLanguage,
  maxSide: z.int().positive(),
  bothOrders: z.boolean(),
  inconsistent: InconsistentRule,
  /** Digest of each judge's card. */
  cards: z.record(Slug, Sha256),
  /** Asked only where the others disagree. */
  tieBreaker: Slug.optional(),
  /** Version of the frozen pairs that are asked beside; absent = none. */
  anchors: z.string().optional(),
})
export type Judging = z.infer<typeof Judging>

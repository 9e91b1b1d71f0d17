import { z } from 'zod'
import { TaskId, schemaVersion } from './id.ts'

/** Which number a task's panel shows. `votes` = only people and judges can tell; the panel says so until they did. */
export const Headline = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({
    kind: z.literal('metric'),
    metric: z.string(),
    statistic: z.enum(['mean', 'median']),
  }),
  z.strictObject({ kind: z.literal('votes') }),
])
export type Headline = z.infer<typeof Headline>

/** One condition of acceptance: `metric op threshold`. All conditions of a task must hold. */
export const AcceptRule = z.strictObject({
  metric: z.string(),
  op: z.enum(['>=', '<=']),
  threshold: z.number(),
  reason: z.string().min(1),
})
export type AcceptRule = z.infer<typeof AcceptRule>

/** A category of ask: what is asked of people and judges, and what counts as good. */
export const Task = z.strictObject({
  schemaVersion,
  id: TaskId,
  title: z.strictObject({ en: z.string(), zh: z.string() }),
  kind: z.enum(['editing', 'generation']),
  version: z.string(),
  source: z.string(),
  /** One preference question each; `en` and `zh` are shown to voters and judges. */
  questions: z.array(z.strictObject({ id: z.string(), en: z.string(), zh: z.string() })).min(1),
  /** What a judge or voter weighs, one line each. */
  rubric: z.array(z.string()).min(1),
  /** Ids of the metrics that make sense here; the first ones are shown first. */
  metrics: z.array(z.string()),
  headline: Headline,
  accept: z.array(AcceptRule),
})
export type Task = z.infer<typeof Task>

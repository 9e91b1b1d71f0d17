import { z } from 'zod'
import { Instant, schemaVersion } from './id.ts'
import { Environment } from './environment.ts'
import { JudgeCheck } from './judge-check.ts'
import { Plan } from './plan.ts'
import { Server } from './server.ts'
import { Timing } from './timing.ts'

/** The head of a run; its plan is kept inside, its cells, attempts, scores and votes beside it. */
export const Run = z.strictObject({
  schemaVersion,
  id: z.string(),
  name: z.string().optional(),
  bench: z.string(),
  state: z.enum(['planned', 'running', 'finished', 'interrupted', 'budget', 'unreachable']),
  createdAt: Instant,
  finishedAt: Instant.optional(),
  environment: Environment,
  plan: Plan,
  warnings: z.array(z.string()),
  timing: Timing.optional(),
  /** Local servers that the run started, resumed sessions one after another. */
  servers: z.array(Server).optional(),
  /** The run whose regression this one was made to confirm: no part of any history. */
  confirms: z.string().optional(),
  /** Of a judge run, by judge; set once its votes and scores are kept. */
  judgeChecks: z.record(z.string(), JudgeCheck).optional(),
})
export type Run = z.infer<typeof Run>

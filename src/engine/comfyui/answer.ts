import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'
import { badResponse, failureOf, jsonOf } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'

/** Lenient and minimal: only what is read. Sources: ComfyUI's server.py and execution.py. */
const NodeErrors = z.record(
  z.string(),
  z.object({
    class_type: z.string().nullish(),
    errors: z.array(z.object({ message: z.string(), details: z.string().nullish() })),
  }),
)

const Submitted = z.object({
  prompt_id: z.string().min(1),
  node_errors: NodeErrors.nullish().catch(null),
})
const Rejected = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string(), details: z.string().nullish() }).transform(wordsOf),
  ]),
  node_errors: NodeErrors.nullish().catch(null),
})

function wordsOf({ message, details }: { message: string; details?: string | null | undefined }) {
  return details ? `${message} (${details})` : message
}

const wordsOfNodes = (nodes: z.infer<typeof NodeErrors>): string[] =>
  Object.entries(nodes).map(
    ([id, { class_type: type, errors }]) =>
      `node ${id} (${type ?? '?'}): ${errors.map(wordsOf).join('; ')}`,
  )

/** Which node does not take what, in the server's words. */
function rejected(response: HttpResponse): EngineOutcome {
  const parsed = Rejected.safeParse(jsonOf(response))
  const failure = failureOf(response)
  if (!parsed.success || failure.outcome !== 'failed') return failure
  const words = [parsed.data.error, ...wordsOfNodes(parsed.data.node_errors ?? {})].join('; ')
  return {
    ...failure,
    error: { ...failure.error, message: `HTTP ${response.status}: ${words}` },
  }
}

/** @throws CallEnded for anything but an accepted prompt */
export function readSubmit(response: HttpResponse): { id: string; warnings: Warning[] } {
  if (response.status !== 200) throw new CallEnded(rejected(response))
  const { prompt_id: id, node_errors: nodes } = readAnswer(response, Submitted)
  const warnings = wordsOfNodes(nodes ?? {}).map((words) => ({
    kind: 'other' as const,
    feature: 'workflow',
    message: `the server leaves out a part of the workflow: ${words}`,
  }))
  return { id, warnings }
}

const Uploaded = z.object({ name: z.string().min(1), subfolder: z.string().nullish() })

/** The name under which a node finds the file. */
export function readUpload(response: HttpResponse): string {
  const { name, subfolder } = readAnswer(response, Uploaded)
  return subfolder ? `${subfolder}/${name}` : name
}

const QueueAnswer = z.object({
  queue_running: z.array(z.array(z.unknown())),
  queue_pending: z.array(z.array(z.unknown())),
})

/** Where a prompt stands in the server's queue; `unknown` where the server shows none. */
export function readQueue(
  response: HttpResponse,
  id: string,
): 'running' | 'pending' | 'absent' | 'unknown' {
  const parsed = QueueAnswer.safeParse(jsonOf(response))
  if (response.status !== 200 || !parsed.success) return 'unknown'
  const { queue_running: running, queue_pending: pending } = parsed.data
  // (number, prompt id, graph, ...)
  const holds = (items: unknown[][]): boolean => items.some((item) => item[1] === id)
  return holds(running) ? 'running' : holds(pending) ? 'pending' : 'absent'
}

/** For what the server says of a job that did not end well. */
export const jobFailed = (words: string): CallEnded => new CallEnded(badResponse(words))

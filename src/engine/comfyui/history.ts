import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { readAnswer } from '#engine/wire/exchange.ts'
import { jobFailed } from './answer.ts'

const Image = z.object({
  filename: z.string().min(1),
  subfolder: z.string().nullish(),
  type: z.string().nullish(),
})
type Image = z.infer<typeof Image>

/** What is read of a message's data, whatever its event. */
const Data = z.object({
  /** In ms since 1970, on the server's clock. */
  timestamp: z.number().nullish(),
  nodes: z.array(z.string()).nullish(),
  node_id: z.string().nullish(),
  node_type: z.string().nullish(),
  exception_type: z.string().nullish(),
  exception_message: z.string().nullish(),
})
type Data = z.infer<typeof Data>

const Entry = z.object({
  prompt: z.unknown(),
  outputs: z.record(z.string(), z.object({ images: z.array(Image).nullish().catch(null) })),
  status: z
    .object({
      status_str: z.string().nullish(),
      messages: z.array(z.tuple([z.string(), Data]).nullable().catch(null)).catch([]),
    })
    .nullish(),
})

export interface Finished {
  /** Node ids with the pictures they gave. */
  pictures: { node: string; images: Image[] }[]
  /** Node ids that were not executed anew; undefined where the server does not say. */
  cached: string[] | undefined
  /** The server says that it executed this prompt. */
  executed: boolean
  /** On the server's clock, in ms. */
  createdAt?: number
  startedAt?: number
  endedAt?: number
}

const createdAt = (prompt: unknown): number | undefined => {
  // (number, prompt id, graph, extra data, outputs)
  const extra = Array.isArray(prompt) ? (prompt[3] as unknown) : undefined
  const parsed = z.object({ create_time: z.number() }).safeParse(extra)
  return parsed.success ? parsed.data.create_time : undefined
}

const wordsOfError = (data: Data | undefined): string => {
  const where = data?.node_id ? `node ${data.node_id} (${data.node_type ?? '?'}): ` : ''
  const what = [data?.exception_type, data?.exception_message?.trim()].filter(Boolean).join(': ')
  return `${where}${what || 'no reason given'}`
}

/** The prompt once it is in the history, undefined before. @throws CallEnded for every end but success */
export function readHistory(response: HttpResponse, id: string): Finished | undefined {
  const entry = readAnswer(response, z.record(z.string(), z.unknown()))[id]
  if (entry === undefined) return undefined
  const parsed = Entry.safeParse(entry)
  if (!parsed.success) throw jobFailed("the history's entry is not in the shape of this API")
  const { outputs, status, prompt } = parsed.data
  const said = new Map((status?.messages ?? []).flatMap((message) => (message ? [message] : [])))
  if (said.has('execution_interrupted')) throw jobFailed('the job was interrupted at the server')
  const verdict = status?.status_str ?? 'success'
  if (verdict === 'error') throw jobFailed(wordsOfError(said.get('execution_error')))
  // A status nobody knows is told, never taken for a success.
  if (verdict !== 'success') throw jobFailed(`the server says "${verdict}"`)
  const times = {
    createdAt: createdAt(prompt),
    startedAt: said.get('execution_start')?.timestamp,
    endedAt: said.get('execution_success')?.timestamp,
  }
  return {
    pictures: Object.entries(outputs).flatMap(([node, { images }]) =>
      images && images.length > 0 ? [{ node, images }] : [],
    ),
    cached: said.get('execution_cached')?.nodes ?? undefined,
    executed: said.has('execution_start'),
    ...Object.fromEntries(Object.entries(times).filter(([, at]) => at != null)),
  }
}

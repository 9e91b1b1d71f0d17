import type { HttpTimes } from '#schema/engine.ts'

/** One exchange of a call, as it was seen from outside. */
interface Seen {
  contentType: string
  times: HttpTimes
}

/** What is seen of a call whose requests are made by others. */
export interface Tap {
  /** Exchanges begun; the last of them may have failed before it could be seen. */
  begun: number
  seen: Seen[]
  /** Hosts from which the key was kept. */
  keptFrom: Set<string>
  /** The start of the last answer of the API in JSON. */
  lastAnswer?: string
  /** A moderation that an answer told, which the caller may not read. */
  refusal?: string
}

export const createTap = (): Tap => ({ begun: 0, seen: [], keptFrom: new Set() })

interface SeenFromOutside {
  span?: { startedAt: number; endedAt: number }
  earlyMs?: number
  phases: { submitMs?: number; downloadMs?: number }
  exchanges: number
  polls: number
}

const lasted = ({ times }: Seen): number => times.endAt - times.sentAt

/**
 * Phases by the order of exchanges: the first is the submit, the last that brought a picture the download, and
 * what lies between are polls. How the server's time falls into queue and inference cannot be seen.
 */
export function seenFromOutside({ seen }: Tap): SeenFromOutside {
  const [submit] = seen
  const last = seen.at(-1)
  if (submit === undefined || last === undefined) return { phases: {}, exchanges: 0, polls: 0 }
  const isDownload = last !== submit && last.contentType.startsWith('image/')
  const polls = seen.slice(1, isDownload ? -1 : undefined)
  const final = polls.at(-1)
  const before = polls.at(-2) ?? submit
  const openAt = before === submit ? submit.times.endAt : before.times.sentAt
  return {
    span: { startedAt: submit.times.sentAt, endedAt: last.times.endAt },
    ...(final === undefined ? {} : { earlyMs: Math.max(0, final.times.sentAt - openAt) }),
    phases: { submitMs: lasted(submit), ...(isDownload ? { downloadMs: lasted(last) } : {}) },
    exchanges: seen.length,
    polls: polls.length,
  }
}

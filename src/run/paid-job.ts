import type { Attempt } from '#schema/attempt.ts'

/** A job that the provider was paid for, and whose picture nobody has. */
export interface PaidJob {
  handle: string
  /** Number of the attempt that submitted it. */
  attempt: number
  /** Its money is still booked: the process died before that could be settled. */
  isBooked: boolean
}

/** Ends after which the provider may still have the picture: we died, or the line did. What was given up was cancelled. */
const wasLeft = ({ outcome, error }: Attempt): boolean =>
  outcome === 'interrupted' || (outcome === 'failed' && error?.kind === 'network')

/** The job that the last of a turn's attempts left behind; undefined where there is none to ask for. */
export function paidJobOf(attempts: readonly Attempt[]): PaidJob | undefined {
  const last = attempts.toSorted((one, other) => one.number - other.number).at(-1)
  if (!last || last.handle === undefined || !wasLeft(last)) return undefined
  const submitted = attempts.find(({ number }) => number === last.reattaches) ?? last
  return {
    handle: last.handle,
    attempt: submitted.number,
    isBooked: submitted.outcome === 'interrupted',
  }
}

import type { Attempt } from '#schema/attempt.ts'
import type { TurnJob } from './make-attempt.ts'
import type { PaidJob } from './paid-job.ts'
import type { RunPorts } from './run-ports.ts'
import type { StopSwitch } from './stop-switch.ts'

/** Money that is booked for one call, until it is known what the call cost. */
export interface Booking {
  settle: (attempt: Attempt) => Promise<void>
  /** The call is not made. */
  free: () => Promise<void>
}

const nothing: Booking = { settle: async () => undefined, free: async () => undefined }

/** The price of a call whose tokens are not known yet is a guess, which the calls before it mend. */
const isGuess = ({ model }: TurnJob['lane']): boolean => model.price?.per === 'call'

function expectedUsd({ lane, setting, inputPixels }: TurnJob): number {
  const usd = lane.priceUsd(setting, { inputPixels }) ?? 0
  return isGuess(lane) ? Math.max(usd, lane.dearestUsd) : usd
}

const spentUsd = ({ cost }: Attempt, bookedUsd: number): number =>
  cost.state === 'known' ? cost.usd : bookedUsd

/** Books the expected price; undefined once the budget would be passed, and then the run stops. */
export async function bookMoney(
  job: TurnJob,
  { limits }: Pick<RunPorts, 'limits'>,
  stop: StopSwitch,
): Promise<Booking | undefined> {
  const usd = expectedUsd(job)
  if (job.budgetUsd === undefined || usd === 0) return nothing
  if (!(await limits.reserve(job.run, usd, job.budgetUsd))) {
    stop.stop(
      'budget',
      `the next call of ${job.lane.model.id} would pass the budget of ${job.budgetUsd} USD`,
    )
    return undefined
  }
  return {
    settle: (attempt) => {
      const spent = spentUsd(attempt, usd)
      job.lane.dearestUsd = Math.max(job.lane.dearestUsd, spent)
      return limits.settle(job.run, usd, spent)
    },
    free: () => limits.settle(job.run, usd, 0),
  }
}

/** A job that is asked for again was booked when it was submitted: its booking is settled once it is found. */
export function bookedFor(
  job: TurnJob,
  paid: PaidJob,
  { limits }: Pick<RunPorts, 'limits'>,
): Booking {
  const usd = expectedUsd(job)
  if (job.budgetUsd === undefined || usd === 0 || !paid.isBooked) return nothing
  return {
    settle: async (attempt) => {
      if (attempt.outcome === 'image') await limits.settle(job.run, usd, spentUsd(attempt, usd))
    },
    free: async () => undefined,
  }
}

import type { Clock } from '#schema/clock.ts'
import type { Claim, Store, Work } from '#schema/store.ts'

interface Seat {
  token: number
  leaseUntil: number
  done: boolean
}

/** Claims in memory over the cells of a store. */
export function createMemoryWork(store: Store, clock: Clock): Work {
  const runs = new Map<string, Map<string, Seat>>()

  const seatsOf = async (run: string): Promise<Map<string, Seat>> => {
    const seats = runs.get(run) ?? new Map<string, Seat>()
    runs.set(run, seats)
    for await (const { id } of store.cells(run)) {
      if (!seats.has(id)) seats.set(id, { token: 0, leaseUntil: 0, done: false })
    }
    return seats
  }
  const held = (run: string, { cell, token }: Claim): Seat | undefined => {
    const seat = runs.get(run)?.get(cell)
    return seat && seat.token === token && !seat.done ? seat : undefined
  }
  const now = (): number => clock.now().getTime()

  return {
    claim: async (run, n, leaseMs) => {
      const claims: Claim[] = []
      for (const [cell, seat] of await seatsOf(run)) {
        if (claims.length >= n) break
        if (seat.done || seat.leaseUntil > now()) continue
        seat.token += 1
        seat.leaseUntil = now() + leaseMs
        claims.push({ cell, token: seat.token })
      }
      return claims
    },
    holds: async (run, claim) => (held(run, claim)?.leaseUntil ?? 0) > 0,
    extend: async (run, claim, leaseMs) => {
      const seat = held(run, claim)
      if (!seat || seat.leaseUntil === 0) return false
      seat.leaseUntil = now() + leaseMs
      return true
    },
    complete: async (run, claim) => {
      const seat = held(run, claim)
      if (!seat) return false
      seat.done = true
      seat.leaseUntil = 0
      return true
    },
    release: async (run, claim) => {
      const seat = held(run, claim)
      if (seat) seat.leaseUntil = 0
    },
    reset: async (run) => {
      for (const seat of (await seatsOf(run)).values()) seat.leaseUntil = 0
    },
  }
}

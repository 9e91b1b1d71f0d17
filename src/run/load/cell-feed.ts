import type { Cell } from '#schema/plan.ts'
import type { Claim, Work } from '#schema/store.ts'

export interface Open {
  cell: Cell
  claim: Claim
}

const batchSize = 64

/** The open cells of a run in plan order, claimed a few at a time, with a look at what comes next. */
export class CellFeed {
  readonly #run: string
  readonly #cells: ReadonlyMap<string, Cell>
  readonly #work: Work
  readonly #leaseMs: number
  readonly #ready: Open[] = []
  /** Claims that are not over: their leases are kept alive. */
  readonly #held = new Set<Claim>()
  #filling: Promise<void> | undefined

  constructor(run: string, cells: ReadonlyMap<string, Cell>, work: Work, leaseMs: number) {
    this.#run = run
    this.#cells = cells
    this.#work = work
    this.#leaseMs = leaseMs
  }

  /** The cell that comes next, once `fill` has settled; undefined when none is left. */
  get front(): Cell | undefined {
    return this.#ready[0]?.cell
  }

  /** Claims more where nothing is ready. Who asks at the same time waits for the same claims. */
  async fill(): Promise<void> {
    if (this.#ready.length > 0) return
    this.#filling ??= this.#claim().finally(() => (this.#filling = undefined))
    await this.#filling
  }

  take(): Open {
    const open = this.#ready.shift()
    if (!open) throw new Error('nothing is ready to be taken')
    return open
  }

  /** The cell has its end: there is nothing left to hold. */
  settle(claim: Claim): void {
    this.#held.delete(claim)
  }

  async release(claim: Claim): Promise<void> {
    this.#held.delete(claim)
    await this.#work.release(this.#run, claim)
  }

  /** What was claimed and not begun is free for whoever goes on. */
  async releaseReady(): Promise<void> {
    for (const { claim } of this.#ready.splice(0)) await this.release(claim)
  }

  extendLeases(): void {
    for (const claim of this.#held) void this.#work.extend(this.#run, claim, this.#leaseMs)
  }

  async #claim(): Promise<void> {
    for (const claim of await this.#work.claim(this.#run, batchSize, this.#leaseMs)) {
      const cell = this.#cells.get(claim.cell)
      if (!cell) continue
      this.#held.add(claim)
      this.#ready.push({ cell, claim })
    }
  }
}

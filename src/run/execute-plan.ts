import { test } from '@vitest/runner'
import type { Cell } from '#schema/plan.ts'
import type { Claim } from '#schema/store.ts'
import type { Lane } from './lane.ts'
import { contextOf, leaseMs, type ExecuteInput, type ExecuteResult } from './execute-input.ts'
import { createPlanRunner, type PlannedTest } from './plan-runner.ts'
import { runCell } from './run-cell.ts'

/** The runner keeps about 8 KB a test: few enough at once to stay flat, enough to keep every lane busy. */
const batchSize = 256

const registerConcurrently = (tests: readonly PlannedTest[]): void => {
  for (const planned of tests) test.concurrent(planned.name, planned.run)
}

/** Counts what waits in front of each lane, so that no lane runs dry and memory stays flat. */
class Backlog {
  readonly #waiting: Map<string, number>
  readonly #floor: Map<string, number>
  #total = 0
  #wake = Promise.withResolvers<void>()

  constructor(lanes: readonly Lane[]) {
    this.#waiting = new Map(lanes.map((lane) => [lane.model.id, 0]))
    this.#floor = new Map(lanes.map((lane) => [lane.model.id, lane.limit.concurrency * 2]))
  }

  add(model: string, by: number): void {
    this.#waiting.set(model, (this.#waiting.get(model) ?? 0) + by)
    this.#total += by
    if (by < 0) {
      this.#wake.resolve()
      this.#wake = Promise.withResolvers<void>()
    }
  }

  /** Settles once some lane is nearly dry and there is room. */
  async hungry(): Promise<void> {
    while (!this.#isHungry()) await this.#wake.promise
  }

  #isHungry(): boolean {
    if (this.#total === 0) return true
    if (this.#total > batchSize * 8) return false
    for (const [model, waiting] of this.#waiting) {
      if (waiting <= (this.#floor.get(model) ?? 0)) return true
    }
    return false
  }
}

/** Carries out a plan: every open cell once, each under its lane's limit, each result kept when it arrives. */
export async function executePlan(input: ExecuteInput): Promise<ExecuteResult> {
  const { run, ports, stop } = input
  const context = contextOf(input)
  const cells = new Map<string, Cell>()
  for await (const cell of input.cells) cells.set(cell.id, cell)
  let done = await ports.store.finishedCells(run.id)
  ports.onEvent({ event: 'run-start', cells: cells.size, done })
  const backlog = new Backlog(input.lanes)
  const runBatch = createPlanRunner(registerConcurrently)
  const open = new Map<string, Claim>()

  const perform = async (cell: Cell, claim: Claim, { limit }: Lane): Promise<void> => {
    try {
      const called = await limit(async () =>
        stop.stopped ? undefined : runCell(cell, claim, context),
      )
      if (await called?.kept) {
        done += 1
        ports.onEvent({ event: 'cell-end', model: cell.model, done, cells: cells.size })
      } else await ports.work.release(run.id, claim)
    } finally {
      open.delete(claim.cell)
      backlog.add(cell.model, -1)
    }
  }

  const plannedTest = (claim: Claim): PlannedTest[] => {
    const cell = cells.get(claim.cell)
    const lane = cell && context.lanes.get(cell.model)
    if (!cell || !lane) return []
    const inHand = open.get(claim.cell)
    if (inHand) {
      // Our own lease lapsed while this machine slept: the call in hand goes on, under the new token.
      inHand.token = claim.token
      return []
    }
    open.set(claim.cell, claim)
    backlog.add(cell.model, 1)
    return [{ name: cell.id, run: () => perform(cell, claim, lane) }]
  }

  const heartbeat = setInterval(() => {
    for (const claim of open.values()) void ports.work.extend(run.id, claim, leaseMs)
  }, leaseMs / 3)
  heartbeat.unref()
  const running = new Set<Promise<unknown>>()
  const faults: unknown[] = []
  try {
    while (!stop.stopped) {
      await backlog.hungry()
      const claims = await ports.work.claim(run.id, batchSize, leaseMs)
      if (claims.length === 0) break
      const batch = await runBatch(claims.flatMap(plannedTest))
      const finished = batch.finished.then((errors) => faults.push(...errors))
      running.add(finished)
      void finished.finally(() => running.delete(finished))
    }
    await Promise.all(running)
  } finally {
    clearInterval(heartbeat)
  }
  if (faults.length > 0) throw new Error('a cell failed outside its engine', { cause: faults[0] })
  return { state: stop.reason ?? 'finished', message: stop.message, done }
}

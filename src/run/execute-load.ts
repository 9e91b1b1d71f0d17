import type { Arrival } from '#schema/caller.ts'
import type { Load, Scenario } from '#schema/load.ts'
import type { Cell } from '#schema/plan.ts'
import type { SkipReason } from '#schema/record.ts'
import { contextOf, leaseMs, type ExecuteInput, type ExecuteResult } from './execute-input.ts'
import { takeNext, type Block } from './load/block.ts'
import { BlockWatch } from './load/block-watch.ts'
import { CellFeed, type Open } from './load/cell-feed.ts'
import { driveClosed, driveWarmUp } from './load/drive-closed.ts'
import { driveOpen } from './load/drive-open.ts'
import { prepareCell, runCell, skipCell, type CellContext } from './run-cell.ts'

interface Drive {
  input: ExecuteInput
  load: Load
  context: CellContext
  feed: CellFeed
  cells: ReadonlyMap<string, Cell>
  done: number
  /** Sweeps that met a level too high: by scenario, models and kind of ask. */
  saturated: Set<string>
}

function countCell({ model }: Cell, drive: Drive): void {
  drive.done += 1
  const { done, cells, context } = drive
  context.ports.onEvent({ event: 'cell-end', model, done, cells: cells.size })
}

/** Calls one cell, keeps it, and tells the watch what a sample came to. */
async function perform(
  { cell, claim }: Open,
  watch: BlockWatch,
  drive: Drive,
  arrival?: Arrival,
): Promise<void> {
  const called = await runCell(cell, claim, drive.context, arrival)
  // What came from a server's memory is no sample, and says nothing about the load.
  if (!cell.warmUp && called.attempt && !called.attempt.untimed) {
    const { outcome, phases } = called.attempt
    watch.end({
      model: cell.model,
      latencyMs: outcome === 'image' ? phases?.totalMs : undefined,
      ...(arrival ? { dueMs: arrival.dueMs } : {}),
    })
  }
  if (!(await called.kept)) return drive.feed.release(claim)
  drive.feed.settle(claim)
  countCell(cell, drive)
}

/** Ends what a block has left: it knew enough, or a lower level had shown that this one asks too much. */
async function skipRest(block: Block, reason: SkipReason, drive: Drive): Promise<void> {
  for (
    let open = await takeNext(block, () => true);
    open;
    open = await takeNext(block, () => true)
  ) {
    await skipCell(open.cell, open.claim, reason, drive.context)
    drive.feed.settle(open.claim)
    countCell(open.cell, drive)
  }
}

/** Levels of one sweep differ in how much they ask, and in nothing else. */
const sweepOf = ({ scenario: { scenario }, models, id }: Block): string =>
  [scenario, id?.split('/')[0], ...models].join(' ')

/** Before its clock starts: no arrival and no stretch of time is to wait for a server that starts. */
async function prepareBlock({ id, models }: Block, { cells, context }: Drive): Promise<void> {
  const inBlock = [...cells.values()].filter(({ block }) => block === id)
  for (const model of models) {
    const first = inBlock.find((cell) => cell.model === model)
    if (first) await prepareCell(first, context)
  }
}

async function driveBlock(block: Block, drive: Drive): Promise<void> {
  const { scenario, watch, stop } = block
  if (drive.saturated.has(sweepOf(block))) return skipRest(block, 'saturated', drive)
  await prepareBlock(block, drive)
  await driveWarmUp(block)
  const [model = ''] = block.models
  if (scenario.scenario === 'server')
    await driveOpen(block, scenario, model, drive.input.run.plan.seed)
  else await driveClosed(block)
  if (stop.stopped) return
  if (watch.isSaturated()) drive.saturated.add(sweepOf(block))
  await skipRest(block, 'enough', drive)
}

function scenarioOf({ setting }: Cell, { settings }: CellContext): Scenario {
  const { load } = settings.get(setting) ?? {}
  if (!load) throw new Error(`the plan's setting ${setting} offers no load`)
  return load
}

function blockOf(first: Cell, drive: Drive): Block {
  const { context, feed, load, cells } = drive
  const scenario = scenarioOf(first, context)
  const inBlock = [...cells.values()].filter((cell) => cell.block === first.block)
  const models = [...new Set(inBlock.map((cell) => cell.model))]
  const watch = new BlockWatch(load, scenario, models)
  const { clock, caller } = context.ports
  return {
    id: first.block,
    scenario,
    load,
    models,
    feed,
    watch,
    clock,
    stop: context.stop,
    startSchedule: (model) => caller.startSchedule(model),
    perform: (open, arrival) => perform(open, watch, drive, arrival),
  }
}

async function driveBlocks(drive: Drive): Promise<void> {
  const { feed, context, load } = drive
  const { stop, ports } = context
  for (;;) {
    await feed.fill()
    const { front } = feed
    if (!front || stop.stopped) return
    await driveBlock(blockOf(front, drive), drive)
    if (load.coolDownMs > 0 && !stop.stopped)
      await ports.clock.sleep(load.coolDownMs, stop.stopping)
  }
}

/** Carries out a latency bench: its blocks one after another, each offered as its scenario says, with rest between. */
export async function executeLoad(input: ExecuteInput, load: Load): Promise<ExecuteResult> {
  const { run, ports, stop } = input
  const context = contextOf(input)
  const cells = new Map<string, Cell>()
  for await (const cell of input.cells) cells.set(cell.id, cell)
  const feed = new CellFeed(run.id, cells, ports.work, leaseMs)
  const done = await ports.store.finishedCells(run.id)
  const drive: Drive = { input, load, context, feed, cells, done, saturated: new Set() }
  ports.onEvent({ event: 'run-start', cells: cells.size, done })
  const heartbeat = setInterval(() => feed.extendLeases(), leaseMs / 3)
  heartbeat.unref()
  try {
    await driveBlocks(drive)
    await feed.releaseReady()
  } finally {
    clearInterval(heartbeat)
  }
  return { state: stop.reason ?? 'finished', message: stop.message, done: drive.done }
}

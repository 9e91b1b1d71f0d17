import type { Arrival } from '#schema/caller.ts'
import { offeredSetting, type Load } from '#schema/load.ts'
import type { Cell } from '#schema/plan.ts'
import type { SkipReason } from '#schema/record.ts'
import { contextOf, leaseMs, type ExecuteInput, type ExecuteResult } from './execute-input.ts'
import { takeNext, type Block } from './load/block.ts'
import { BlockWatch } from './load/block-watch.ts'
import { CellFeed, type Open } from './load/cell-feed.ts'
import { driveClosed, driveWarmUp } from './load/drive-closed.ts'
import { driveOpen } from './load/drive-open.ts'
import { recallBlocks, type RecalledBlock } from './load/recall-blocks.ts'
import { sampleEndOf } from './load/sample-end.ts'
import { prepareCell, runCell, skipCell, type CellContext } from './run-cell.ts'

interface Drive {
  input: ExecuteInput
  load: Load
  context: CellContext
  feed: CellFeed
  cells: ReadonlyMap<string, Cell>
  done: number
  /** Sweeps that met a level too high: by scenario, setting, models and kind of ask. */
  saturated: Set<string>
  /** What earlier sessions left; empty on a fresh run. */
  recalled: ReadonlyMap<string, RecalledBlock>
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
  if (!cell.warmUp && called.attempt) {
    const end = sampleEndOf(cell, called.attempt, called.dropped === true)
    if (end) watch.end(end)
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
const sweepOf = ({ scenario, offered, models, id }: Block): string =>
  [scenario.scenario, offered, id?.split('/')[0], ...models].join(' ')

/** Before its clock starts: no arrival and no stretch of time is to wait for a server that starts. */
async function prepareBlock({ id, models }: Block, { cells, context }: Drive): Promise<void> {
  const inBlock = [...cells.values()].filter(({ block }) => block === id)
  for (const model of models) {
    const first = inBlock.find((cell) => cell.model === model)
    if (first) await prepareCell(first, context)
  }
}

async function driveBlock(block: Block, drive: Drive): Promise<void> {
  const { scenario, watch, stop, id = '' } = block
  // A block that was being left when the run was cut is left to its end.
  const left = drive.recalled.get(id)?.skipped
  if (left?.has('saturated') || drive.saturated.has(sweepOf(block)))
    return skipRest(block, 'saturated', drive)
  if (!left?.has('enough')) {
    await prepareBlock(block, drive)
    await driveWarmUp(block)
    const [model = ''] = block.models
    if (scenario.scenario === 'server')
      await driveOpen(block, scenario, model, drive.input.run.plan.seed)
    else await driveClosed(block)
    if (stop.stopped) return
  }
  if (watch.isSaturated()) drive.saturated.add(sweepOf(block))
  await skipRest(block, 'enough', drive)
}

function levelOf(
  { setting }: Cell,
  { settings }: CellContext,
): Pick<Block, 'scenario' | 'offered'> {
  const known = settings.get(setting)
  if (!known?.load) throw new Error(`the plan's setting ${setting} offers no load`)
  return { scenario: known.load, offered: offeredSetting(known) }
}

function blockOf(first: Cell, drive: Drive): Block {
  const { context, feed, load, cells } = drive
  const level = levelOf(first, context)
  const inBlock = [...cells.values()].filter((cell) => cell.block === first.block)
  const models = [...new Set(inBlock.map((cell) => cell.model))]
  const watch = new BlockWatch(load, level.scenario, models)
  for (const { model, end } of drive.recalled.get(first.block ?? '')?.ends ?? []) {
    watch.begin(model)
    if (end) watch.end(end)
  }
  const { clock, caller } = context.ports
  return {
    id: first.block,
    ...level,
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

/** Sweeps whose end earlier sessions had found: what they left is not asked again at a higher level. */
function recallSaturated(drive: Drive): void {
  const firsts = new Map([...drive.cells.values()].map((cell) => [cell.block ?? '', cell]))
  const sizes = Map.groupBy(drive.cells.values(), ({ block }) => block ?? '')
  for (const [id, { done, skipped }] of drive.recalled) {
    const first = firsts.get(id)
    const isOver = done === sizes.get(id)?.length
    if (!first || !isOver) continue
    const block = blockOf(first, drive)
    if (skipped.has('saturated') || block.watch.isSaturated()) drive.saturated.add(sweepOf(block))
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
  const recalled = input.resumed
    ? await recallBlocks(ports.store.records(run.id), cells)
    : new Map<string, RecalledBlock>()
  const drive: Drive = { input, load, context, feed, cells, done, saturated: new Set(), recalled }
  recallSaturated(drive)
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

import { takeNext, type Block } from './block.ts'

const concurrencyOf = ({ scenario, models }: Block): number => {
  switch (scenario.scenario) {
    // All models take turns in one stream: what is compared was asked in the same minutes.
    case 'single-stream':
    case 'server':
      return 1
    case 'multi-stream':
      return scenario.concurrency * models.length
    case 'offline':
      return scenario.maxInFlight
    default:
      return scenario satisfies never
  }
}

async function keepOpen(
  concurrency: number,
  block: Block,
  wanted: Parameters<typeof takeNext>[1],
): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let open = await takeNext(block, wanted); open; open = await takeNext(block, wanted))
      await block.perform(open)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

/** The calls before the samples, one after another. */
export const driveWarmUp = (block: Block): Promise<void> =>
  keepOpen(1, block, (cell) => cell.warmUp === true)

/** Samples with so many calls open as the scenario says, until there are enough. */
export async function driveClosed(block: Block): Promise<void> {
  const { clock, watch } = block
  const startedAt = clock.monotonic()
  await keepOpen(concurrencyOf(block), block, () => !watch.isEnough(clock.monotonic() - startedAt))
}

import { resolve } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { rating } from '../vote-files.ts'
import { calmHeap } from './calm-heap.ts'
import type { RateFlags } from './commands/rate.ts'
import type { Io } from './io.ts'
import { printRatings } from './print-ratings.ts'

/** @throws UserError for a number that makes no sense. */
function checked(value: number, name: string, isRight: (value: number) => boolean, mend: string) {
  if (Number.isFinite(value) && isRight(value)) return value
  throw new UserError(`${value} is not possible`, mend, { field: `--${name}` })
}

const settingsOf = (flags: RateFlags) => ({
  ties: flags.ties,
  bothBad: flags['both-bad'],
  orderEffect: flags['order-effect'],
  prior: checked(flags.prior, 'prior', (value) => value >= 0, 'Give a number from 0 on.'),
  interval: flags.interval,
  level: 0.95,
  draws: checked(
    flags.draws,
    'draws',
    (value) => Number.isInteger(value) && value >= 100 && value <= 1_000_000,
    'Give a whole number from 100 to a million.',
  ),
  seed: checked(flags.seed, 'seed', Number.isInteger, 'Give a whole number.'),
  scale: checked(flags.scale, 'scale', (value) => value > 0, 'Give a number above 0.'),
  center: checked(flags.center, 'center', () => true, 'Give a number.'),
})

/** The command `rate`. */
export async function runRate(io: Io, flags: RateFlags): Promise<void> {
  calmHeap()
  const settings = settingsOf(flags)
  const { rateFile } = await rating()
  const document = await rateFile({
    file: resolve(io.cwd, flags.file),
    poolJudges: flags['pool-judges'],
    settings,
    ...(flags.from === undefined ? {} : { from: flags.from }),
    ...(flags.key === undefined ? {} : { key: resolve(io.cwd, flags.key) }),
    ...(flags.by === undefined ? {} : { by: flags.by }),
  })
  io.out(flags.json ? JSON.stringify(document) : printRatings(document, io))
}

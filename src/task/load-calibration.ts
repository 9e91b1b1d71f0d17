import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Calibration, type KnownOrder } from '#schema/calibration.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'

const none: Calibration = { schemaVersion: 1, metrics: [], orders: [] }

async function readCalibration(file: string): Promise<Calibration> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UserError(
      `not JSON: ${(error as Error).message}`,
      'Make it anew with: kontextbench calibrate --out FILE',
      { file },
    )
  }
  return parseAt(
    Calibration,
    json,
    { file },
    'Make it anew with: kontextbench calibrate --out FILE',
  )
}

/** `calibration.json` of the first task folder that has one; without any, nothing is calibrated. */
export async function loadCalibration(folders: readonly string[]): Promise<Calibration> {
  const file = folders.map((folder) => join(folder, 'calibration.json')).find(existsSync)
  return file === undefined ? none : readCalibration(file)
}

/** Five digits are more than the numbers hold. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value

/** One line a metric, so that a change shows which. */
const linesOf = ({ metrics, orders }: Calibration): string => {
  const list = (items: readonly unknown[]): string =>
    items.map((item) => JSON.stringify(item, rounded)).join(',\n')
  return `{"schemaVersion":1,"metrics":[\n${list(metrics)}\n],"orders":[\n${list(orders)}\n]}\n`
}

/** Writes what was measured into `file`; metrics and orders that are there already and were not measured now stay. Gives all. */
export async function keepCalibration(file: string, measured: Calibration): Promise<Calibration> {
  const kept = existsSync(file) ? await readCalibration(file) : none
  const now = new Set(measured.metrics.map(({ metric }) => metric))
  const metrics = [...kept.metrics.filter(({ metric }) => !now.has(metric)), ...measured.metrics]
  const nameOf = ({ task, measure, better, worse }: KnownOrder): string =>
    [task, measure, better, worse].join(' ')
  const seen = new Set(measured.orders.map(nameOf))
  const orders = [...kept.orders.filter((one) => !seen.has(nameOf(one))), ...measured.orders]
  const all: Calibration = {
    schemaVersion: 1,
    metrics: metrics.sort((a, b) => (a.metric < b.metric ? -1 : 1)),
    orders,
  }
  const part = `${file}.part`
  await writeFile(part, linesOf(all))
  await rename(part, file)
  return all
}

import type { Bench } from '#schema/bench.ts'
import type { Case } from '#schema/case.ts'
import type { Engine } from '#schema/engine.ts'
import { levelId } from '#schema/load.ts'
import { UserError } from '#schema/user-error.ts'

/** @throws UserError where a latency bench cannot be carried out as it is written. */
export function checkLoad(
  { load, id }: Bench,
  cases: readonly Case[],
  engines: ReadonlyMap<string, Pick<Engine, 'work'>>,
): void {
  if (!load) return
  if (!cases.some(({ turns }) => turns.length === 1)) {
    throw new UserError(
      `latency bench ${id} selects no case of one turn, and a call of a chain is no call of its own`,
      'Select other cases or data sets.',
      { field: 'bench.select' },
    )
  }
  const [computing] = [...engines].find(([, { work }]) => work === 'compute') ?? []
  const at = load.scenarios.findIndex(({ scenario }) => scenario === 'server')
  const rate = load.scenarios[at]
  if (computing === undefined || !rate) return
  throw new UserError(
    `${computing} computes in this process, where calls due at ${levelId(rate)} would wait for each other unseen`,
    'Offer it as single-stream or offline, or behind a server of its own.',
    { field: `bench.load.scenarios.${at}` },
  )
}

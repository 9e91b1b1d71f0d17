import { meanOf, type PublishedMean } from './mean.ts'

/** One scored turn of a session; `chain` says what the model was given from turn 2 on. */
export interface MagicBrushTurn {
  session: string
  turn: number
  chain: 'ground-truth' | 'own-output'
  /** L1, L2 or another number of this turn; undefined = missing. */
  value: number | undefined
}

/** Turn and chain of an output's file name: `{id}_1.png`, `{id}_inde_{k}.png`, `{id}_iter_{k}.png`. */
export function magicBrushOutput(
  file: string,
): Pick<MagicBrushTurn, 'turn' | 'chain' | 'session'> | undefined {
  const [, session, kind, turn] = /([^/]+?)_(?:(inde|iter)_)?(\d+)\.(?:png|jpg)$/.exec(file) ?? []
  if (session === undefined || turn === undefined) return undefined
  return { session, turn: Number(turn), chain: kind === 'iter' ? 'own-output' : 'ground-truth' }
}

/** Both kinds of chain begin with the true source. */
const counts = ({ turn, chain }: MagicBrushTurn, wanted: MagicBrushTurn['chain']): boolean =>
  turn === 1 || chain === wanted

/**
 * `single-turn` ("all_turn" in its code): the mean over every turn edited from the true picture before it. `multi-turn`
 * ("final_turn"): the mean over the last turn of each session edited from the model's own pictures.
 * Source: MagicBrush (Zhang et al. 2023), evaluation/image_eval.py.
 */
export function magicBrushMean(
  turns: readonly MagicBrushTurn[],
  protocol: 'single-turn' | 'multi-turn',
): PublishedMean {
  if (protocol === 'single-turn')
    return meanOf(turns.filter((one) => counts(one, 'ground-truth')).map(({ value }) => value))
  const own = turns.filter((one) => counts(one, 'own-output'))
  const last = [...Map.groupBy(own, ({ session }) => session).values()].map((session) =>
    session.reduce((latest, one) => (one.turn > latest.turn ? one : latest)),
  )
  return meanOf(last.map(({ value }) => value))
}

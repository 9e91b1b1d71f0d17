import { createRandom, type Random } from './random.ts'

const draws = 9999
/** Draws at least as extreme as the observed one after which p is known well enough. */
const enough = 25

export interface SwapTest {
  /** Two-sided. */
  p: number
  method: 'paired-permutation' | 'permutation'
}

interface Pool {
  /** All values, descending. */
  values: Float64Array
  /** Where each stood: unit or pair (paired), or position in A followed by B. */
  origin: Uint32Array
  fromB: Uint8Array
  nA: number
  nB: number
}

function poolOf(
  a: readonly number[],
  b: readonly number[],
  paired: boolean,
  units: readonly number[] | undefined,
): Pool {
  const all = [...a, ...b]
  const order = Uint32Array.from(all, (_, index) => index).sort((x, y) => all[y]! - all[x]!)
  return {
    values: Float64Array.from(order, (index) => all[index]!),
    origin: order.map((index) => {
      const pair = paired && index >= a.length ? index - a.length : index
      return paired && units ? units[pair]! : pair
    }),
    fromB: Uint8Array.from(order, (index) => (index < a.length ? 0 : 1)),
    nA: a.length,
    nB: b.length,
  }
}

/** Type 7 quantiles of both samples under an assignment, read from the greater end: p95 sees few values. */
function logRatio(pool: Pool, share: number, isB: (at: number) => boolean): number {
  const wanted = [pool.nA, pool.nB].map((n) => {
    const at = (n - 1) * share
    return {
      below: n - 1 - Math.floor(at),
      weight: at - Math.floor(at),
      seen: 0,
      above: 0,
      value: 0,
    }
  })
  let open = 2
  for (let at = 0; open > 0; at++) {
    const side = wanted[isB(at) ? 1 : 0]!
    // Counted from the top: `below` is the lower neighbour of the quantile, the one before it the upper.
    if (side.seen === side.below - 1) side.above = pool.values[at]!
    if (side.seen === side.below) {
      const low = pool.values[at]!
      side.value = side.below === 0 ? low : low + (side.above - low) * side.weight
      open -= 1
    }
    side.seen += 1
  }
  return Math.log(wanted[1]!.value / wanted[0]!.value)
}

/** Fresh labels: each pair swapped or not; unpaired, nB of all are B (a shuffle of the labels). */
function relabel(labels: Uint8Array, random: Random, paired: boolean): void {
  if (paired) {
    for (let at = 0; at < labels.length; at++) labels[at] = random.next() < 0.5 ? 1 : 0
    return
  }
  for (let at = labels.length - 1; at > 0; at--) {
    const other = random.int(at + 1)
    const kept = labels[at]!
    labels[at] = labels[other]!
    labels[other] = kept
  }
}

/**
 * Two-sided p that A and B have the same quantile: the log ratio against those of random swaps inside pairs (whole
 * `units` of pairs, numbered from 0, where neighbours depend on each other), or
 * of random labels (Fisher 1935; Good 2005). Drawn until 25 are as extreme, at most 9,999 times (Besag and
 * Clifford 1991): the p of either end is valid. Values must be positive. @throws RangeError when a sample is empty.
 */
export function quantileSwap(
  a: readonly number[],
  b: readonly number[],
  share: number,
  { paired, seed, units }: { paired: boolean; seed: number; units?: readonly number[] },
): SwapTest {
  if (a.length === 0 || b.length === 0) throw new RangeError('no values')
  const pool = poolOf(a, b, paired, units)
  const method = paired ? 'paired-permutation' : 'permutation'
  const observed = Math.abs(logRatio(pool, share, (at) => pool.fromB[at] === 1)) - 1e-12
  const random = createRandom(seed)
  const labels = paired
    ? new Uint8Array(units ? units.reduce((most, unit) => Math.max(most, unit), 0) + 1 : a.length)
    : Uint8Array.from({ length: a.length + b.length }, (_, index) => (index < a.length ? 0 : 1))
  const isB = paired
    ? (at: number) => labels[pool.origin[at]!] !== pool.fromB[at]
    : (at: number) => labels[pool.origin[at]!] === 1
  let extreme = 0
  for (let draw = 1; draw <= draws; draw++) {
    relabel(labels, random, paired)
    if (Math.abs(logRatio(pool, share, isB)) >= observed) extreme += 1
    if (extreme === enough) return { p: extreme / draw, method }
  }
  return { p: (extreme + 1) / (draws + 1), method }
}

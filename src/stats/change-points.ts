import { energySplit, type EnergySplit } from './energy-split.ts'
import { normalQuantile } from './normal.ts'
import { momentsOf, tTestP, welchP, type Moments } from './t-test.ts'

/** Fewer values are no new level: one outlier, or two, must not be one. */
const least = 3
/** A bump, whose two ends are both looked for, finds outliers in a row sooner. */
const leastInner = 5
/** Windows in which a series is searched (Fleming et al. 2023, "Hunter", has one); longer ones would cost O(n^2). */
const windowSizes = [64, 256, 1024] as const

export interface ChangeOptions {
  /** Chance that a series of pure noise shows any change. */
  alpha: number
  /** Changes of the mean by a smaller share are left out; 0.02 = 2 %. */
  minChange: number
}

interface ChangePoint {
  /** Index of the first value after the change. */
  index: number
  before: Moments
  after: Moments
  /** Two-sided, with the price of having looked everywhere for it. */
  p: number
}

/** Two parts of a series that meet at `at`, with the p of equal means before anything was looked for. */
function comparedAt(
  values: ArrayLike<number>,
  from: number,
  at: number,
  to: number,
): { before: Moments; after: Moments; p: number } {
  const [before, after] = [momentsOf(values, from, at), momentsOf(values, at, to)]
  let products = 0
  let last = values[from]! - before.mean
  for (let index = from + 1; index < to; index++) {
    const rest = values[index]! - (index < at ? before.mean : after.mean)
    products += last * rest
    last = rest
  }
  const squares = before.squares + after.squares
  const alike = squares === 0 ? 0 : Math.min(0.9, products / squares)
  // Neighbouring nights are alike: the variance of a mean then is (1 + r) / (1 - r) times as large
  // (Bayley and Hammersley 1946), without which every eighth series of r = 0.3 showed a change.
  return { before, after, p: tTestP(before, after, Math.max(1, (1 + alike) / (1 - alike))) }
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/**
 * p of the best of all splits of n values (Lausen and Schumacher 1992, after Miller and Siegmund 1982):
 * taken as it stands, the p of a place that was looked for would cry wolf in every second series.
 */
function lookedFor(p: number, n: number): number {
  if (p === 0) return 0
  const z = -normalQuantile(p / 2)
  if (z < 1.5) return 1
  const share = Math.min(0.49, (least - 1) / n)
  const odds = Math.log((1 - share) / share)
  return Math.min(1, density(z) * (z - 1 / z) * 2 * odds + (4 * density(z)) / z)
}

/** Two free ends cost more: about five times n by simulation (docs/nightly.md); ten to be safe. */
const lookedForTwice = (p: number, n: number): number => Math.min(1, 10 * n * p)

/** First index after the most telling significant change inside [start, end); undefined where there is none. */
function findChange(
  values: ArrayLike<number>,
  start: number,
  end: number,
  alpha: number,
): number | undefined {
  if (end - start < 2 * least) return undefined
  const { outer, inner } = energySplit(values, start, end, { least, leastInner })
  const isReal = (
    { at, until }: EnergySplit,
    price: (p: number, n: number) => number,
    spreadAlpha: number,
  ): boolean => {
    if (at < 0) return false
    const { before, after, p } = comparedAt(values, start, at, until)
    return price(p, end - start) <= alpha && welchP(before, after) <= spreadAlpha
  }
  if (isReal(outer, lookedFor, 0.05)) return outer.at
  return isReal(inner, lookedForTwice, 0.01) ? inner.at : undefined
}

function bisect(values: ArrayLike<number>, start: number, end: number, alpha: number): number[] {
  const at = findChange(values, start, end, alpha)
  if (at === undefined) return []
  return [...bisect(values, start, at, alpha), at, ...bisect(values, at, end, alpha)]
}

/** Changes seen through windows of one size that overlap by half. */
function throughWindows(values: ArrayLike<number>, size: number, alpha: number): number[] {
  const n = values.length
  if (n <= size) return bisect(values, 0, n, alpha)
  const step = size / 2
  const starts = Array.from({ length: Math.ceil((n - step) / step) }, (_, index) => index * step)
  return starts.flatMap((start) =>
    // Windows that overlap by half look at everything twice: n / size of them are separate looks.
    bisect(values, start, Math.min(n, start + size), (alpha * size) / n),
  )
}

/** Candidates through windows of every size: a wide one sees faint steps, a narrow one steps that come and go. */
function candidatesOf(values: ArrayLike<number>, alpha: number): number[] {
  const sizes = windowSizes.filter(
    (size, index) => index === 0 || values.length > windowSizes[index - 1]!,
  )
  const found = sizes.flatMap((size) => throughWindows(values, size, alpha / sizes.length))
  return [...new Set(found)].sort((a, b) => a - b)
}

function describe(values: ArrayLike<number>, from: number, index: number, to: number): ChangePoint {
  const { before, after, p } = comparedAt(values, from, index, to)
  return { index, before, after, p: lookedFor(p, to - from) }
}

const magnitude = ({ before, after }: ChangePoint): number =>
  before.mean === after.mean
    ? 0
    : Math.abs(after.mean - before.mean) / Math.min(Math.abs(before.mean), Math.abs(after.mean))

/** Position of the change that goes next: the least significant, then the smallest; -1 when all may stay. */
function weakest(changes: readonly ChangePoint[], { alpha, minChange }: ChangeOptions): number {
  const places = [...changes.keys()]
  const byP = places.reduce((most, at) => (changes[at]!.p > changes[most]!.p ? at : most), 0)
  if (changes.length > 0 && changes[byP]!.p > alpha) return byP
  const size = (at: number): number => magnitude(changes[at]!)
  const bySize = places.reduce((least, at) => (size(at) < size(least) ? at : least), 0)
  return changes.length > 0 && size(bySize) < minChange ? bySize : -1
}

/** Leaves out the weakest change until all that remain hold between their neighbours. */
function prune(
  values: ArrayLike<number>,
  candidates: readonly number[],
  options: ChangeOptions,
): ChangePoint[] {
  const edgeAt = (list: readonly { index: number }[], at: number): number =>
    at < 0 ? 0 : (list[at]?.index ?? values.length)
  const first = candidates.map((index) => ({ index }))
  const changes = candidates.map((index, at) =>
    describe(values, edgeAt(first, at - 1), index, edgeAt(first, at + 1)),
  )
  for (;;) {
    const out = weakest(changes, options)
    if (out < 0) return changes
    changes.splice(out, 1)
    // Only its neighbours now reach further.
    for (const at of [out - 1, out]) {
      const change = changes[at]
      if (change)
        changes[at] = describe(
          values,
          edgeAt(changes, at - 1),
          change.index,
          edgeAt(changes, at + 1),
        )
    }
  }
}

/** Each change again at the best place between its neighbours, which a window may have cut short. */
function placed(values: ArrayLike<number>, changes: readonly ChangePoint[]): number[] {
  const indexes = changes.map((change) => change.index)
  for (const position of indexes.keys()) {
    const [from, to] = [indexes[position - 1] ?? 0, indexes[position + 1] ?? values.length]
    const { outer } = energySplit(values, from, to, { least, leastInner })
    if (outer.at >= 0) indexes[position] = outer.at
  }
  return indexes
}

/**
 * Where the level of a series changed: E-divisive (Matteson and James 2014) with Student's t-test in place of
 * permutations (Fleming et al. 2023, "Hunter"; Apache Otava), the p being that of the best place.
 */
export function changePoints(values: ArrayLike<number>, options: ChangeOptions): ChangePoint[] {
  const found = prune(values, candidatesOf(values, options.alpha), options)
  return prune(values, placed(values, found), options)
}

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
    const [before, after] = [momentsOf(values, start, at), momentsOf(values, at, until)]
    return (
      price(tTestP(before, after), end - start) <= alpha && welchP(before, after) <= spreadAlpha
    )
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

function describe(values: ArrayLike<number>, edges: readonly number[]): ChangePoint[] {
  return edges.slice(1, -1).map((index, position) => {
    const [from, to] = [edges[position]!, edges[position + 2]!]
    const [before, after] = [momentsOf(values, from, index), momentsOf(values, index, to)]
    return { index, before, after, p: lookedFor(tTestP(before, after), to - from) }
  })
}

const magnitude = ({ before, after }: ChangePoint): number =>
  before.mean === after.mean
    ? 0
    : Math.abs(after.mean - before.mean) / Math.min(Math.abs(before.mean), Math.abs(after.mean))

/** Leaves out the weakest change until all that remain hold between their neighbours. */
function prune(
  values: ArrayLike<number>,
  candidates: readonly number[],
  { alpha, minChange }: ChangeOptions,
): ChangePoint[] {
  let kept = [...candidates]
  for (;;) {
    const changes = describe(values, [0, ...kept, values.length])
    const weakest = changes.toSorted((a, b) => b.p - a.p)[0]
    const smallest = changes.toSorted((a, b) => magnitude(a) - magnitude(b))[0]
    const out =
      weakest && weakest.p > alpha
        ? weakest
        : smallest && magnitude(smallest) < minChange
          ? smallest
          : undefined
    if (!out) return changes
    kept = kept.filter((index) => index !== out.index)
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

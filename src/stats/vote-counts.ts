/** What a vote can say of a pair. A skipped one says nothing and is not counted. */
export const outcomes = ['left', 'right', 'tie', 'both-bad'] as const
export type Outcome = (typeof outcomes)[number]

/** Votes counted by ordered pair: all that a rating needs, and of a size that does not grow with votes. */
export interface PairCounts {
  /** Sorted by name, so that no result depends on the order of votes. */
  models: readonly string[]
  /** Who stood left and who right, as an index of `models`, for each ordered pair seen; never the same. */
  left: Int32Array
  right: Int32Array
  /** Votes: entry `4 * pair + outcome`, outcomes in the order of `outcomes`. */
  counts: Float64Array
}

/** The same votes by cluster (a case, a voter): sparse entries of `pairs.counts`. */
export interface ClusterCounts {
  pairs: PairCounts
  /** Sorted by name. */
  clusters: readonly string[]
  /** Entries of cluster c are `start[c]` to `start[c + 1]`. */
  start: Int32Array
  /** Index into `pairs.counts`, and votes there. */
  at: Int32Array
  count: Float64Array
}

/** Without its parent: a name cut from a file's text would keep that text in memory. */
const ownCopy = (text: string): string => structuredClone(text)

const sortedOrder = (names: readonly string[]): number[] =>
  names.map((_, index) => index).sort((a, b) => (names[a]! < names[b]! ? -1 : 1))

/** Counts that votes are added to one by one; a voting server keeps one, a file reader fills one. */
export class VoteCounts {
  readonly #indexOf = new Map<string, number>()
  readonly #models: string[] = []
  /** Place of an ordered pair: by the left model's index, then by the right one's. */
  readonly #placeOf: Map<number, number>[] = []
  /** Votes: entry `4 * place + outcome`. */
  readonly #votes: number[] = []
  /** Votes of each cluster by such entries, small whole numbers, which a Map holds in little room. */
  readonly #byCluster = new Map<string, Map<number, number>>()
  readonly #same = new Map<string, Float64Array>()

  /** Index of a model, known from now on even when no vote names it. */
  model(name: string): number {
    const known = this.#indexOf.get(name)
    if (known !== undefined) return known
    const copy = ownCopy(name)
    this.#indexOf.set(copy, this.#models.length)
    this.#placeOf.push(new Map())
    return this.#models.push(copy) - 1
  }

  /** Adds votes. Those of a model against itself are kept apart: they say something of the voters only. */
  add(left: string, right: string, outcome: Outcome, count = 1, cluster?: string): void {
    const chosen = outcomes.indexOf(outcome)
    if (left === right) {
      this.#addToSame(chosen, count, cluster ?? '')
      return
    }
    const entry = this.#placeAt(this.model(left), this.model(right)) * outcomes.length + chosen
    this.#votes[entry]! += count
    if (cluster !== undefined) this.#addToCluster(cluster, entry, count)
  }

  #placeAt(left: number, right: number): number {
    const places = this.#placeOf[left]!
    const known = places.get(right)
    if (known !== undefined) return known
    const place = this.#votes.length / outcomes.length
    places.set(right, place)
    this.#votes.push(0, 0, 0, 0)
    return place
  }

  #addToCluster(cluster: string, entry: number, count: number): void {
    let entries = this.#byCluster.get(cluster)
    if (!entries) {
      entries = new Map()
      this.#byCluster.set(ownCopy(cluster), entries)
    }
    entries.set(entry, (entries.get(entry) ?? 0) + count)
  }

  #addToSame(outcome: number, count: number, cluster: string): void {
    let votes = this.#same.get(cluster)
    if (!votes) {
      votes = new Float64Array(outcomes.length)
      this.#same.set(ownCopy(cluster), votes)
    }
    votes[outcome]! += count
  }

  /** Votes of a model against itself, in the order of `outcomes`, for each cluster (one when none was named). */
  same(): Float64Array[] {
    return [...this.#same].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, votes]) => votes.slice())
  }

  pairs(): PairCounts {
    return this.#table().pairs
  }

  clustered(): ClusterCounts {
    const { pairs, rowOf } = this.#table()
    const names = [...this.#byCluster.keys()]
    const order = sortedOrder(names)
    const start = new Int32Array(names.length + 1)
    for (const [index, cluster] of order.entries())
      start[index + 1] = start[index]! + this.#byCluster.get(names[cluster]!)!.size
    // Shared, so that threads that draw from them need no copy of their own.
    const entryCount = start.at(-1) ?? 0
    const at = new Int32Array(new SharedArrayBuffer(4 * entryCount))
    const count = new Float64Array(new SharedArrayBuffer(8 * entryCount))
    for (const [index, cluster] of order.entries()) {
      const entries = this.#byCluster.get(names[cluster]!)!
      const places = at.subarray(start[index]!, start[index + 1]!)
      const votes = new Map<number, number>()
      let next = 0
      for (const [entry, sum] of entries) {
        const place = rowOf[entry >> 2]! * outcomes.length + (entry & 3)
        places[next++] = place
        votes.set(place, sum)
      }
      places.sort()
      for (const [k, place] of places.entries()) count[start[index]! + k] = votes.get(place)!
    }
    return { pairs, clusters: order.map((index) => names[index]!), start, at, count }
  }

  /** Pairs in order of name, and the row that each place has there. */
  #table(): { pairs: PairCounts; rowOf: Int32Array } {
    const order = sortedOrder(this.#models)
    const rankOf = new Int32Array(order.length)
    for (const [rank, index] of order.entries()) rankOf[index] = rank
    const rows = this.#placeOf
      .flatMap((places, left) =>
        Array.from(places, ([right, place]) => ({
          place,
          left: rankOf[left]!,
          right: rankOf[right]!,
        })),
      )
      .sort((a, b) => a.left - b.left || a.right - b.right)
    const counts = new Float64Array(rows.length * outcomes.length)
    const rowOf = new Int32Array(rows.length)
    for (const [row, { place }] of rows.entries()) {
      rowOf[place] = row
      for (let outcome = 0; outcome < outcomes.length; outcome++)
        counts[row * outcomes.length + outcome] = this.#votes[place * outcomes.length + outcome]!
    }
    const pairs = {
      models: order.map((index) => this.#models[index]!),
      left: Int32Array.from(rows, (row) => row.left),
      right: Int32Array.from(rows, (row) => row.right),
      counts,
    }
    return { pairs, rowOf }
  }
}

/** Counts from a list of votes; for tests and small files. */
export function countVotes(
  votes: Iterable<{
    left: string
    right: string
    choice: Outcome
    count?: number
    cluster?: string
  }>,
): VoteCounts {
  const counts = new VoteCounts()
  for (const { left, right, choice, count, cluster } of votes)
    counts.add(left, right, choice, count ?? 1, cluster)
  return counts
}

/** How far two faces are apart: Euclidean distance of their descriptors, 0 to about 1.5. */
export const faceDistance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0))

/** 1 = the same descriptor, 0 = a distance of 1 or more; one person from 0.45 on. */
export const similarityAt = (distance: number): number => Math.max(0, 1 - distance)

/**
 * For each wanted face the distance to the face found for it, nearest pairs first, no face twice; undefined where there
 * were too few.
 */
export function matchFaces(
  wanted: readonly Float32Array[],
  found: readonly Float32Array[],
): (number | undefined)[] {
  const pairs = wanted
    .flatMap((one, index) =>
      found.map((other, at) => ({ index, at, distance: faceDistance(one, other) })),
    )
    .toSorted((a, b) => a.distance - b.distance)
  const distances: (number | undefined)[] = wanted.map(() => undefined)
  const taken = new Set<number>()
  for (const { index, at, distance } of pairs) {
    if (distances[index] !== undefined || taken.has(at)) continue
    distances[index] = distance
    taken.add(at)
  }
  return distances
}

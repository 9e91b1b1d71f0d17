import { describe, expect, it } from 'vitest'
import { faceDistance, matchFaces, similarityAt } from '#score/identity/match-faces.ts'

const at = (...values: number[]): Float32Array => Float32Array.from(values)

describe('faces are matched', () => {
  it('by the distance of their descriptors, no face twice, nearest pairs first', () => {
    expect(faceDistance(at(0, 3), at(4, 0))).toBe(5)
    // Both want the face at 1; the second is nearer, the first takes what is left.
    expect(matchFaces([at(0), at(0.8)], [at(1), at(5)])).toEqual([5, expect.closeTo(0.2, 6)])
  })

  it('as far as there are any: what is missing has no distance', () => {
    expect(matchFaces([at(0), at(1)], [at(1)])).toEqual([undefined, 0])
    expect(matchFaces([at(0)], [])).toEqual([undefined])
  })

  it('and are no more alike than not at all', () => {
    expect([0, 0.25, 1, 1.4].map(similarityAt)).toEqual([1, 0.75, 0, 0])
  })
})

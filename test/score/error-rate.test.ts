import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignLetters, characterErrorRate, levenshtein, plainLetters } from '#score/error-rate.ts'

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 })

/** By definition, without a table. */
function byRecursion(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (a[0] === b[0]) return byRecursion(restA, restB)
  return 1 + Math.min(byRecursion(restA, b), byRecursion(a, restB), byRecursion(restA, restB))
}

describe('edit distance', () => {
  it('has its known answers', () => {
    expect(levenshtein(Array.from('kitten'), Array.from('sitting'))).toBe(3)
    expect(levenshtein([], Array.from('abc'))).toBe(3)
    expect(alignLetters(Array.from('OPEN'), Array.from('weareOPENnow'), true)).toMatchObject({
      edits: 0,
      from: 5,
      to: 9,
    })
    expect([...alignLetters(Array.from('OPEN'), Array.from('OXEN'), false).at]).toEqual([
      0, -1, 2, 3,
    ])
  })

  it('is what its definition says, a metric, and never more in the whole than in a part', () => {
    fc.assert(
      fc.property(letters, letters, letters, (a, b, c) => {
        const distance = levenshtein(a, b)
        expect(distance).toBe(byRecursion(a, b))
        expect(levenshtein(b, a)).toBe(distance)
        expect(levenshtein(a, c)).toBeLessThanOrEqual(distance + levenshtein(b, c))
        const { edits, from, to } = alignLetters(a, b, true)
        expect(edits).toBeLessThanOrEqual(distance)
        expect(levenshtein(a, b.slice(from, to))).toBe(edits)
      }),
      { numRuns: 60 },
    )
  })

  it('pairs only equal letters, in order', () => {
    fc.assert(
      fc.property(letters, letters, fc.boolean(), (a, b, anywhere) => {
        const places = [...alignLetters(a, b, anywhere).at]
        for (const [index, place] of places.entries())
          if (place >= 0) expect(b[place]).toBe(a[index])
        const found = places.filter((place) => place >= 0)
        expect(found).toEqual(found.toSorted((x, y) => x - y))
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

describe('character error rate', () => {
  it('is without spaces and marks of direction, folded, at most 1', () => {
    expect(plainLetters('Ａ b\u200e\n①')).toEqual(['A', 'b', '1'])
    expect(characterErrorRate('GRAND OPENING', 'GRANDOPENING', { anywhere: false })).toBe(0)
    expect(characterErrorRate('OPEN', 'OPIN', { anywhere: false })).toBe(1 / 4)
    expect(characterErrorRate('OPEN', 'we are OPEN now', { anywhere: true })).toBe(0)
    expect(characterErrorRate('OPEN', 'we are OPEN now', { anywhere: false })).toBe(1)
  })
})

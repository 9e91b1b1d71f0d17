import { describe, expect, it } from 'vitest'
import { compareTexts } from '#score/text/compare-texts.ts'

describe('a text beside what was read', () => {
  it('counts edits, found letters and whole words, whatever the spaces', () => {
    expect(compareTexts('GRAND OPENING DAY', 'GRANDOPENlNG DAY', false)).toEqual({
      wanted: 15,
      read: 15,
      edits: 1,
      found: 14,
      longest: 15,
      words: 3,
      wordsFound: 2,
    })
    // A letter pushed into a word breaks it, though all of its own are there.
    expect(compareTexts('BAKERY', 'BAKKERY', false)).toMatchObject({
      edits: 1,
      found: 6,
      longest: 7,
      wordsFound: 0,
    })
    expect(compareTexts('新年快乐', '', false)).toMatchObject({ edits: 4, found: 0, wordsFound: 0 })
  })

  it('finds each line where it stands, in any order', () => {
    const read = 'the sea EL NINO and a long way'
    expect(compareTexts('El mar', read, true).edits).toBeGreaterThan(2)
    expect(compareTexts('long way\nEL NINO', read, true)).toMatchObject({
      wanted: 13,
      edits: 0,
      wordsFound: 4,
    })
    expect(compareTexts('long way\nEL NINO', read, false).edits).toBeGreaterThan(5)
  })
})

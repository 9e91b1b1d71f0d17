import { describe, expect, it } from 'vitest'
import { slantOf } from '#ocr/slant.ts'
import { inReadingOrder, type TurnedLine } from '#ocr/text-reader.ts'

const line = (text: string, x: number, y: number, turn = 0): TurnedLine => ({
  text,
  sure: 1,
  turn,
  box: { x, y, width: 40, height: 20 },
})
const order = (lines: TurnedLine[], rightToLeft = false): string =>
  inReadingOrder(lines, rightToLeft)
    .map(({ text }) => text)
    .join(' ')

describe('lines of a picture', () => {
  it('are read row by row, in the direction of their script', () => {
    const lines = [line('d', 60, 42), line('b', 60, 3), line('a', 5, 0), line('c', 5, 40)]
    expect(order(lines)).toBe('a b c d')
    expect(order(lines, true)).toBe('b a d c')
  })

  it('are read from the bottom up where they stand on their heads', () => {
    expect(order([line('second', 0, 0, Math.PI), line('first', 0, 100, Math.PI)])).toBe(
      'first second',
    )
  })

  it('lie along their principal axis', () => {
    const indices: number[] = []
    for (let x = 10; x < 60; x++) for (const dy of [0, 1, 2]) indices.push((x + dy) * 100 + x)
    const { turn, width, height } = slantOf(Int32Array.from(indices), 100, [1, 1])
    expect(turn).toBeCloseTo(Math.PI / 4, 2)
    expect(width).toBeGreaterThan(60)
    expect(height).toBeLessThan(5)
  })
})

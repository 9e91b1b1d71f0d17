import type { Pixels } from '#image/pixels.ts'
import type { Ink } from './ink.ts'

/** A word in a picture with all that is needed to set another in its place. */
export interface Word {
  ink: Ink
  /** Columns of the word. */
  left: number
  right: number
  /** Whether it is all of its line. */
  alone: boolean
}

/** How far the ground of a line goes on evenly to both sides: the board it stands on. */
export function boardOf(pixels: Pixels, { box }: Ink): { left: number; right: number } {
  const row = (x: number): number[] => {
    const sum = [0, 0, 0]
    for (const y of [box.top - 2, box.top + box.height + 2]) {
      const at =
        (Math.min(pixels.height - 1, Math.max(0, y)) * pixels.width +
          Math.min(pixels.width - 1, Math.max(0, x))) *
        4
      for (let c = 0; c < 3; c++) sum[c]! += pixels.data[at + c]! / 2
    }
    return sum
  }
  const reach = (step: 1 | -1, start: number): number => {
    let x = start
    while (x > 1 && x < pixels.width - 2) {
      const [now, next] = [row(x), row(x + step)]
      if (now.reduce((sum, value, c) => sum + Math.abs(value - next[c]!), 0) > 26) break
      x += step
    }
    return x
  }
  return { left: reach(-1, box.left), right: reach(1, box.left + box.width) }
}

/** How far head and tail of a line move, and where the new word begins and how wide it is. */
export interface LineLayout {
  head: number
  word: number
  tail: number
  width: number
}

/** Where head, new word and tail of a line go so that it stays centred, or starts where it started. */
export function laidOut(
  word: Word,
  board: { left: number; right: number },
  width: number,
): LineLayout {
  const { box } = word.ink
  const old = word.right - word.left
  const rest = box.width - old
  const most = Math.max(old, (board.right - board.left) * 0.9 - rest)
  const fits = Math.min(width, most)
  const more = fits - old
  const gapLeft = box.left - board.left
  const gapRight = board.right - box.left - box.width
  const centred = Math.abs(gapLeft - gapRight) < (board.right - board.left) * 0.16
  const shift = centred ? -more / 2 : gapRight < more ? Math.min(0, gapRight - more) : 0
  return { head: shift, word: word.left + shift, tail: shift + more, width: fits }
}

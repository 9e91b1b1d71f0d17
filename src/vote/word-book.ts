import type { Piece } from './byte-lines.ts'

/** Words are many times fewer than rows; few files have more different ones. */
const mostWords = 1 << 16
const longestWord = 255
const slotCount = mostWords * 4

/** The last one to three bytes of a word, the others 0. */
const tailOf = (words: DataView, at: number, bytes: number): number =>
  words.getInt32(at, true) & ((1 << (8 * bytes)) - 1)

const mixed = (hash: number, word: number): number => {
  const product = Math.imul(hash ^ word, 0x9e3779b1)
  return product ^ (product >>> 15)
}

function hashOf(words: DataView, from: number, to: number): number {
  let hash = to - from
  let at = from
  for (; at + 4 <= to; at += 4) hash = mixed(hash, words.getInt32(at, true))
  return at < to ? mixed(hash, tailOf(words, at, to - at)) : hash
}

/**
 * Words of a file as strings, the same string each time, so that a word is decoded once and found quickly in
 * maps. Holds a limited number of words; others are decoded each time.
 */
export class WordBook {
  readonly #slots = new Int32Array(slotCount)
  readonly #words: string[] = ['']
  readonly #lengths: number[] = [0]
  /** Bytes of all words, four in a number; word k begins at `#starts[k]`. */
  #bytes = new Int32Array(1 << 12)
  readonly #starts: number[] = [0]
  #end = 0

  word({ bytes, words }: Piece, from: number, to: number): string {
    const mask = slotCount - 1
    let slot = hashOf(words, from, to) & mask
    for (let known = this.#slots[slot]!; known !== 0; known = this.#slots[slot]!) {
      if (this.#is(known, words, from, to)) return this.#words[known]!
      slot = (slot + 1) & mask
    }
    const text = bytes.toString('utf8', from, to)
    if (this.#words.length < mostWords && to - from <= longestWord)
      this.#learn(text, words, from, to, slot)
    return text
  }

  #is(known: number, words: DataView, from: number, to: number): boolean {
    if (this.#lengths[known] !== to - from) return false
    const own = this.#bytes
    let k = this.#starts[known]!
    let at = from
    for (; at + 4 <= to; at += 4) if (own[k++] !== words.getInt32(at, true)) return false
    return at === to || own[k] === tailOf(words, at, to - at)
  }

  #learn(text: string, words: DataView, from: number, to: number, slot: number): void {
    this.#slots[slot] = this.#words.push(text) - 1
    this.#lengths.push(to - from)
    this.#starts.push(this.#end)
    if (this.#end + longestWord / 4 + 1 > this.#bytes.length) {
      const more = new Int32Array(2 * this.#bytes.length)
      more.set(this.#bytes)
      this.#bytes = more
    }
    let at = from
    for (; at + 4 <= to; at += 4) this.#bytes[this.#end++] = words.getInt32(at, true)
    if (at < to) this.#bytes[this.#end++] = tailOf(words, at, to - at)
  }
}

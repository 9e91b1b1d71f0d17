/**
 * Kendall's tau-b of paired values (Kendall 1945): 1 = the same order, -1 = the opposite one. 0 where either side is all
 * ties: what does not move has no order. @throws RangeError for fewer than two pairs
 */
export function kendallTau(pairs: readonly (readonly [number, number])[]): number {
  if (pairs.length < 2) throw new RangeError('tau needs two pairs')
  let [concordance, first, second] = [0, 0, 0]
  for (const [index, [a, b]] of pairs.entries()) {
    for (const [otherA, otherB] of pairs.slice(index + 1)) {
      const [x, y] = [Math.sign(otherA - a), Math.sign(otherB - b)]
      concordance += x * y
      first += x * x
      second += y * y
    }
  }
  return first === 0 || second === 0 ? 0 : concordance / Math.sqrt(first * second)
}

/** Mulberry32: the same seed scatters the same snow, leaves and stars on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Points scattered over a rectangle, whole pixels. */
export function scatter(
  seed: number,
  count: number,
  area: { x: number; y: number; width: number; height: number },
): { x: number; y: number; pick: number }[] {
  const next = seeded(seed)
  return Array.from({ length: count }, () => ({
    x: Math.round(area.x + next() * area.width),
    y: Math.round(area.y + next() * area.height),
    pick: next(),
  }))
}

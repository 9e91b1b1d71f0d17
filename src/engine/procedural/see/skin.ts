/** How much a colour looks like skin of any tone, 0 to 1: a band of hues around orange, neither grey nor pure (after Chai, Ngan 1999). */
export function skinLikeness(l: number, a: number, b: number): number {
  if (a <= 0 || b <= 0) return 0
  const hue = (Math.atan2(b, a) * 180) / Math.PI
  const chroma = Math.hypot(a, b)
  const byHue =
    hue < 22 || hue > 82 ? 0 : hue < 34 ? (hue - 22) / 12 : hue > 72 ? (82 - hue) / 10 : 1
  const byChroma =
    chroma < 7 || chroma > 58
      ? 0
      : chroma < 13
        ? (chroma - 7) / 6
        : chroma > 46
          ? (58 - chroma) / 12
          : 1
  const byLight = l < 18 || l > 97 ? 0 : l < 28 ? (l - 18) / 10 : l > 92 ? (97 - l) / 5 : 1
  return byHue * byChroma * byLight
}

import type { Box } from './find-face.ts'
import type { Region } from './regions.ts'
import type { Sight } from './sight.ts'

/** The node of the merge tree that stands out most and fills a box (small pixels) best; undefined for an empty one. */
export function standingOutIn(
  sight: Sight,
  { left, top, width, height }: Box,
  most = 1,
): number | undefined {
  const inside = ({ left: l, right, top: t, bottom, area }: Region): boolean =>
    l >= left - 1 &&
    right <= left + width + 1 &&
    t >= top - 1 &&
    bottom <= top + height + 1 &&
    area <= width * height * most
  let best: { node: number; score: number } | undefined
  for (const [node, { region, standOut }] of sight.tree.entries()) {
    if (!inside(region)) continue
    const off = Math.hypot(region.x - left - width / 2, region.y - top - height / 2) / width
    const score = 1.5 * Math.log1p(standOut / 10) + Math.log(region.area / (width * height)) - off
    if (score > (best?.score ?? -Infinity)) best = { node, score }
  }
  return best?.node
}

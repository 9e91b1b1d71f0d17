import type { Place } from '../operation.ts'
import type { TreeNode } from './merge-tree.ts'
import type { Prior } from './priors.ts'
import type { Region } from './regions.ts'

/** What a region is judged by. */
export interface Wanted {
  prior: Prior
  /** The instruction gave a colour. */
  coloured: boolean
  place?: Place
  width: number
  height: number
}

/** Measures of one node of the merge tree, next to its region. */
export interface NodeFacts {
  node: TreeNode
  /** Mean likeness to the wanted colours, and share of all such pixels that it holds. */
  purity: number
  recall: number
  salience: number
}

/** Weights and widths of the parts, found by trying on drawn scenes and photographs with known boxes. */
const weights = {
  standOut: 3.2,
  standAt: 19,
  share: 0.8,
  shareWidth: 0.76,
  frame: 1.6,
  level: 1,
  rough: 1.9,
  aspect: 1,
  fill: 1,
  fillLeast: 0.25,
  named: 4,
  recall: 0.6,
  likely: 1.3,
  likelyFloor: 0.03,
  salience: 0.2,
  shiny: 2,
}

const gauss = (value: number, width: number): number => -0.5 * (value / width) ** 2

function shapeScore({ xx, xy, yy, area, left, right, top, bottom }: Region, prior: Prior): number {
  const [w, h] = [right - left + 1, bottom - top + 1]
  const spread = Math.hypot(xx - yy, 2 * xy)
  const long = Math.sqrt((xx + yy + spread) / Math.max(1e-6, xx + yy - spread))
  const fill = area / (w * h)
  let score = fill < weights.fillLeast ? (fill - weights.fillLeast) * weights.fill : 0
  if (prior.alive) score += gauss(Math.max(0, fill - 0.7), 0.08)
  if (prior.aspect !== undefined)
    score += weights.aspect * gauss(Math.log(h / w / prior.aspect), 0.38)
  if (prior.shape === 'round')
    score += gauss(Math.max(0, long - 1.15), 0.35) + gauss(fill - 0.78, 0.2)
  if (prior.shape === 'long') score += gauss(Math.min(0, Math.log(long / 2.2)), 0.4)
  return score
}

/** How far a region lies to the named side. */
function placeScore({ x, y }: Region, { place, width, height }: Wanted): number {
  if (!place) return 0
  const [fx, fy] = [x / width, y / height]
  const wantedX = { left: 0.2, middle: 0.5, right: 0.8 }
  const wantedY = { top: 0.2, middle: 0.5, bottom: 0.8 }
  let score = 0
  if (place.across) score += gauss(fx - wantedX[place.across], 0.18) * 1.6
  if (place.down) score += gauss(fy - wantedY[place.down], 0.18) * 1.6
  if (place.depth === 'back') score += gauss(Math.max(0, fy - 0.45), 0.25)
  if (place.depth === 'front') score += gauss(Math.min(0, fy - 0.6), 0.25)
  return score
}

/** Log-like score of how likely a region is the thing meant; larger is better. */
export function scoreNode({ node, purity, recall, salience }: NodeFacts, wanted: Wanted): number {
  const { region, standOut } = node
  const { prior, coloured, width, height } = wanted
  const share = region.area / (width * height)
  const [w, h] = [region.right - region.left + 1, region.bottom - region.top + 1]
  const frame = region.frame.reduce((sum, side) => sum + side, 0) / (2 * (w + h))
  let score = weights.standOut * Math.log1p(standOut / weights.standAt)
  score += weights.share * gauss(Math.log(share / (prior.share ?? 0.03)), weights.shareWidth)
  if (share < 0.0008 || share > 0.55) score -= 6
  score -= weights.frame * frame
  score += shapeScore(region, prior) + placeScore(region, wanted)
  if (prior.level !== undefined)
    score += weights.level * gauss(region.y / height - prior.level, 0.19)
  if (prior.rough !== undefined)
    score += weights.rough * gauss(Math.min(1, region.rough / 9) - prior.rough, 0.4)
  if (prior.shiny) score += weights.shiny * Math.min(1, region.rough / 10)
  if (coloured)
    score += weights.named * Math.log(0.05 + purity) + weights.recall * Math.log(0.08 + recall)
  else if (prior.colours) score += weights.likely * Math.log(weights.likelyFloor + purity)
  return score + weights.salience * salience
}

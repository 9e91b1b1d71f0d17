import { connectedComponents, type Component } from '#image/components.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { fillHoles, grow } from '../raster/morphology.ts'
import type { Box } from './find-face.ts'

/** A box or ellipse drawn on the picture to point at something; full size. */
export interface Cue {
  box: Box
  /** The drawn line. */
  line: Mask
  /** What it encloses. */
  inside: Mask
}

/** Pure marker colours: strong, and much more of one or two channels than of the rest. */
function isMarker(r: number, g: number, b: number): boolean {
  const high = Math.max(r, g, b)
  const low = Math.min(r, g, b)
  if (high < 150 || high - low < 110) return false
  const red = r > g + 90 && r > b + 90
  const magenta = r > g + 100 && b > g + 100
  const cyan = g > r + 100 && b > r + 100
  const pureGreen = g > r + 110 && g > b + 110
  const pureBlue = b > r + 110 && b > g + 90
  const yellow = r > 200 && g > 190 && b < 90
  return red || magenta || cyan || pureGreen || pureBlue || yellow
}

/** Share of the line that lies near the outline of its box, or of the ellipse in it. */
function outlineShare({ box, pixels }: Component, width: number): number {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2]
  let [onBox, onEllipse] = [0, 0]
  for (const at of pixels) {
    const x = at % width
    const y = (at - x) / width
    const dx = Math.abs(x + 0.5 - cx) / (box.width / 2)
    const dy = Math.abs(y + 0.5 - cy) / (box.height / 2)
    if (Math.max(dx, dy) > 0.84) onBox += 1
    if (Math.hypot(dx, dy) > 0.8 && Math.hypot(dx, dy) < 1.08) onEllipse += 1
  }
  return Math.max(onBox, onEllipse) / pixels.length
}

/** A thin line round a hole. */
function looksDrawn(line: Component, enclosed: number, size: number, width: number): boolean {
  const { box, area } = line
  if (box.width < size * 0.03 || box.height < size * 0.03) return false
  const round = 2 * (box.width + box.height)
  const thickness = area / round
  if (thickness > size * 0.02 + 2 || thickness < 0.6) return false
  return enclosed > box.width * box.height * 0.45 && outlineShare(line, width) > 0.85
}

/** Drawn boxes and ellipses, left to right. */
export function findCues(pixels: Pixels): Cue[] {
  const { width, height, data } = pixels
  const marked = new Uint8Array(width * height)
  for (let at = 0; at < marked.length; at++)
    if (isMarker(data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!)) marked[at] = 255
  const size = Math.max(width, height)
  const lines = connectedComponents({ width, height, data: marked }, size * 0.1)
  const cues: Cue[] = []
  for (const line of lines) {
    const { box } = line
    if (
      box.width < size * 0.03 ||
      box.height < size * 0.03 ||
      line.area > box.width * box.height * 0.45
    )
      continue
    const drawn: Mask = { width, height, data: new Uint8Array(width * height) }
    for (const at of line.pixels) drawn.data[at] = 255
    const whole = fillHoles(drawn)
    const inside = {
      ...whole,
      data: whole.data.map((value, at) => (value && !drawn.data[at] ? 255 : 0)),
    }
    const enclosed = inside.data.reduce((sum, value) => sum + (value ? 1 : 0), 0)
    if (!looksDrawn(line, enclosed, size, width)) continue
    cues.push({
      box: { left: box.x, top: box.y, width: box.width, height: box.height },
      line: grow(drawn, Math.max(2, size / 400)),
      inside,
    })
  }
  return cues.sort((a, b) => a.box.left - b.box.left)
}

import type { Pixels } from '#image/pixels.ts'
import { escapeXml, rasteriseSvg } from '#image/svg.ts'
import { frameOf, type Frame } from '../raster/crop.ts'

/** A face among the bundled fonts. */
export interface Typeface {
  family: string
  weight: number
  italic: boolean
}

const faces: readonly Typeface[] = [
  { family: 'DejaVu Sans', weight: 700, italic: false },
  { family: 'DejaVu Sans', weight: 400, italic: false },
  { family: 'DejaVu Serif', weight: 700, italic: false },
  { family: 'DejaVu Serif', weight: 400, italic: false },
  { family: 'DejaVu Sans Condensed', weight: 700, italic: false },
  { family: 'DejaVu Sans Condensed', weight: 400, italic: false },
  { family: 'DejaVu Sans Mono', weight: 700, italic: false },
  { family: 'DejaVu Sans', weight: 200, italic: false },
  { family: 'DejaVu Serif', weight: 700, italic: true },
  { family: 'DejaVu Sans', weight: 400, italic: true },
]

const hanFaces: readonly Typeface[] = [
  { family: 'Noto Sans SC', weight: 700, italic: false },
  { family: 'Noto Sans SC', weight: 400, italic: false },
  { family: 'Noto Sans SC', weight: 900, italic: false },
]

const isHan = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)

/** A text as drawn: its alpha, cropped to the ink. */
export interface Lettering {
  pixels: Pixels
  /** Where the ink lay in the drawing: its top above the baseline tells letters without ascenders. */
  ink: Frame
  /** Baseline of the drawing, same units. */
  baseline: number
}

/** Draws a text at a font size in one colour and crops it to its ink. Undefined for text without ink. */
export async function letter(
  text: string,
  face: Typeface,
  size: number,
  colour: string,
): Promise<Lettering | undefined> {
  const width = Math.min(4096, Math.ceil(size * (Array.from(text).length * 1.15 + 1.2)))
  const height = Math.ceil(size * 1.9)
  const baseline = Math.round(size * 1.3)
  const style = face.italic ? ' font-style="italic"' : ''
  const drawn = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><text x="${width / 2}" y="${baseline}" text-anchor="middle" font-family="${face.family}" font-weight="${face.weight}"${style} font-size="${size.toFixed(2)}" fill="${colour}">${escapeXml(text)}</text></svg>`,
    width,
    height,
  )
  const alpha = new Uint8Array(width * height)
  for (let at = 0; at < alpha.length; at++) alpha[at] = drawn.data[at * 4 + 3]!
  const ink = frameOf({ width, height, data: alpha }, 40)
  if (!ink) return undefined
  const data = new Uint8Array(ink.width * ink.height * 4)
  for (let y = 0; y < ink.height; y++) {
    const from = ((ink.top + y) * width + ink.left) * 4
    data.set(drawn.data.subarray(from, from + ink.width * 4), y * ink.width * 4)
  }
  return { pixels: { width: ink.width, height: ink.height, data }, ink, baseline }
}

/** Share of ink in each cell of a grid over a box, so that texts of any size compare. */
function gridOf(
  width: number,
  height: number,
  inkAt: (x: number, y: number) => number,
): Float32Array {
  const [columns, rows] = [64, 16]
  const grid = new Float32Array(columns * rows)
  const counts = new Float32Array(columns * rows)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)
      grid[at]! += inkAt(x, y)
      counts[at]! += 1
    }
  for (let at = 0; at < grid.length; at++) grid[at]! /= Math.max(1, counts[at]!)
  return grid
}

function correlation(one: Float32Array, two: Float32Array): number {
  const mean = (values: Float32Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [m, n] = [mean(one), mean(two)]
  let [product, first, second] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    product += (one[at]! - m) * (two[at]! - n)
    first += (one[at]! - m) ** 2
    second += (two[at]! - n) ** 2
  }
  return product / Math.sqrt(Math.max(1e-9, first * second))
}

/** How heavy the ink is: the darker half of the grid would not tell bold from regular. */
const inkShare = (grid: Float32Array): number =>
  grid.reduce((sum, value) => sum + value, 0) / grid.length

/**
 * The bundled face whose drawing of the old text is most like what stands in the picture, letter by letter, weight and
 * proportions included. `shares` is the ink of the old text, cropped to it.
 */
export async function likeTypeface(
  text: string,
  shares: { width: number; height: number; data: Float32Array },
): Promise<Typeface> {
  const candidates = isHan(text) ? hanFaces : faces
  const wanted = gridOf(shares.width, shares.height, (x, y) => shares.data[y * shares.width + x]!)
  let best = { face: candidates[0]!, score: -Infinity }
  for (const face of candidates) {
    const drawn = await letter(text, face, 48, '#000')
    if (!drawn) continue
    const { width, height, data } = drawn.pixels
    const grid = gridOf(width, height, (x, y) => data[(y * width + x) * 4 + 3]! / 255)
    const aspect = Math.abs(Math.log((width / height) * (shares.height / shares.width)))
    const weight = Math.abs(Math.log((inkShare(grid) + 0.02) / (inkShare(wanted) + 0.02)))
    const score =
      correlation(wanted, grid) - 0.7 * aspect - 0.25 * weight - (face.italic ? 0.03 : 0)
    if (score > best.score) best = { face, score }
  }
  return best.face
}

/** The same manner for a text in another script. */
export const faceFor = (face: Typeface, text: string): Typeface =>
  isHan(text)
    ? { family: 'Noto Sans SC', weight: face.weight >= 600 ? 700 : 400, italic: false }
    : face.family === 'Noto Sans SC'
      ? { family: 'DejaVu Sans', weight: face.weight >= 600 ? 700 : 400, italic: false }
      : face

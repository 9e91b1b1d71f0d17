import type { Mask, Pixels } from '#image/pixels.ts'
import { escapeXml, rasteriseSvg } from '#image/svg.ts'
import { findText, type TextLine } from './find-text.ts'
import { grow, inpaint } from './inpaint.ts'

const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0')

/** Mean colour of the glyphs' most contrasting half: edges are mixed with the background. */
function inkOf(pixels: Pixels, line: TextLine): string {
  const indices = line.glyphs.flatMap((glyph) => [...glyph.pixels])
  const brightness = (index: number): number =>
    (pixels.data[index * 4] ?? 0) +
    (pixels.data[index * 4 + 1] ?? 0) +
    (pixels.data[index * 4 + 2] ?? 0)
  const sorted = indices.sort((a, b) =>
    line.dark ? brightness(a) - brightness(b) : brightness(b) - brightness(a),
  )
  const core = sorted.slice(0, Math.max(1, sorted.length >> 1))
  const mean = (channel: number): number =>
    core.reduce((sum, index) => sum + (pixels.data[index * 4 + channel] ?? 0), 0) / core.length
  return `#${hex(mean(0))}${hex(mean(1))}${hex(mean(2))}`
}

function maskOf(pixels: Pixels, line: TextLine, margin: number): Mask {
  const { width, height } = pixels
  const glyphs: Mask = { width, height, data: new Uint8Array(width * height) }
  for (const glyph of line.glyphs) for (const index of glyph.pixels) glyphs.data[index] = 255
  return grow(glyphs, margin)
}

/** Height of capitals, or of Han characters, in parts of the font size (DejaVu Sans, Noto Sans SC). */
const letterHeight = (text: string): number => (/\p{Script=Han}/u.test(text) ? 0.9 : 0.73)

/** Lays a drawing with alpha over a picture. */
function over(below: Pixels, above: Pixels): Pixels {
  const data = below.data.slice()
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (above.data[at + 3] ?? 0) / 255
    if (alpha === 0) continue
    for (let c = 0; c < 3; c++) {
      const old = data[at + c] ?? 0
      data[at + c] = Math.round(old + ((above.data[at + c] ?? 0) - old) * alpha)
    }
  }
  return { ...below, data }
}

/** Finds the line that fits `from`, removes it, and sets `to` in its place, colour and size. Undefined when not found. */
export async function resetText(
  pixels: Pixels,
  from: string,
  to: string,
  margin: number,
): Promise<Pixels | undefined> {
  const line = findText(pixels, from)
  if (!line) return undefined
  const cleaned = inpaint(pixels, maskOf(pixels, line, margin))
  const { box } = line
  const size = box.height / letterHeight(to)
  const ratio = to.length / Math.max(1, from.length)
  const widest = Math.min(box.width * Math.max(1, ratio), pixels.width - 8)
  const han = /\p{Script=Han}/u.test(to)
  const natural = size * to.length * (han ? 1 : 0.72)
  const fit =
    natural > widest * 1.15
      ? ` textLength="${widest.toFixed(1)}" lengthAdjust="spacingAndGlyphs"`
      : ''
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pixels.width} ${pixels.height}"><text x="${box.x + box.width / 2}" y="${box.y + box.height}" text-anchor="middle" font-family="${han ? 'Noto Sans SC' : 'DejaVu Sans'}" font-weight="700" font-size="${size.toFixed(1)}" fill="${inkOf(pixels, line)}"${fit}>${escapeXml(to)}</text></svg>`
  return over(cleaned, await rasteriseSvg(drawing, pixels.width, pixels.height))
}

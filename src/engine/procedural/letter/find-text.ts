import { connectedComponents, type Component } from '#image/components.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { boxBlur } from '../raster/box-blur.ts'
import type { Frame } from '../raster/crop.ts'
import { lumaPlane } from '../raster/rgb-planes.ts'

interface TextLine {
  box: Frame
  glyphs: Component[]
}

/** Pixels that stand out from their surroundings to one side. */
function contrastMask(pixels: Pixels, dark: boolean): Mask {
  const { width, height } = pixels
  const luma = lumaPlane(pixels)
  const around = boxBlur(luma, width, height, Math.round(width / 24))
  const mask = new Uint8Array(luma.length)
  for (let at = 0; at < luma.length; at++) {
    const difference = around[at]! - luma[at]!
    if ((dark ? difference : -difference) > 28) mask[at] = 255
  }
  return { width, height, data: mask }
}

const looksLikeGlyph = ({ box, area }: Component, size: number): boolean =>
  box.height > size * 0.012 &&
  box.height < size * 0.22 &&
  box.width < size * 0.25 &&
  box.width > size * 0.002 &&
  area / (box.width * box.height) > 0.12 &&
  box.width / box.height < 2.6

const sameRow = (a: Component, b: Component): boolean => {
  const overlap =
    Math.min(a.box.y + a.box.height, b.box.y + b.box.height) - Math.max(a.box.y, b.box.y)
  const gap = Math.max(a.box.x, b.box.x) - Math.min(a.box.x + a.box.width, b.box.x + b.box.width)
  const tall = Math.max(a.box.height, b.box.height)
  return (
    overlap > 0.55 * Math.min(a.box.height, b.box.height) &&
    gap < tall * 1.1 &&
    tall < 2.2 * Math.min(a.box.height, b.box.height)
  )
}

function boxOf(glyphs: readonly Component[]): Frame {
  const left = Math.min(...glyphs.map(({ box }) => box.x))
  const top = Math.min(...glyphs.map(({ box }) => box.y))
  const right = Math.max(...glyphs.map(({ box }) => box.x + box.width))
  const bottom = Math.max(...glyphs.map(({ box }) => box.y + box.height))
  return { left, top, width: right - left, height: bottom - top }
}

function linesOf(pixels: Pixels, dark: boolean): TextLine[] {
  const glyphs = connectedComponents(contrastMask(pixels, dark), 12)
    .filter((one) => looksLikeGlyph(one, pixels.width))
    .sort((a, b) => a.box.x - b.box.x)
  const rows: Component[][] = []
  for (const glyph of glyphs) {
    const row = rows.find((candidate) => sameRow(candidate.at(-1) as Component, glyph))
    if (row) row.push(glyph)
    else rows.push([glyph])
  }
  return rows.filter((row) => row.length > 1).map((row) => ({ box: boxOf(row), glyphs: row }))
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** How badly a line fits a text: glyph count and shape of the box. 0 = perfect. */
function misfit(line: TextLine, text: string): number {
  const plain = text.replaceAll(/\s/g, '')
  const wide = isHan(plain) ? 1.05 : 0.72
  const aspect = line.box.width / Math.max(1, line.box.height)
  const shape = Math.abs(Math.log(aspect / (plain.length * wide)))
  // Strokes of one Han character come apart, so only Latin glyphs are counted.
  const count = isHan(plain) ? 0 : Math.abs(Math.log(line.glyphs.length / plain.length))
  return shape + count * 1.4
}

/** The box of the line that best fits `text` by count and shape; no reading. Undefined when nothing looks like it. */
export function findTextByShape(pixels: Pixels, text: string): Frame | undefined {
  const lines = [...linesOf(pixels, true), ...linesOf(pixels, false)]
  const ranked = lines
    .map((line) => ({ line, cost: misfit(line, text) - 0.0008 * line.box.height }))
    .sort((a, b) => a.cost - b.cost)
  const best = ranked[0]
  return best && best.cost < 1.1 ? best.line.box : undefined
}

/** The line of text that looks most like one, when nothing is known of what it says. */
export function mainTextByShape(pixels: Pixels): Frame | undefined {
  const lines = [...linesOf(pixels, true), ...linesOf(pixels, false)].filter(
    ({ glyphs }) => glyphs.length > 2,
  )
  return lines.sort((a, b) => b.glyphs.length * b.box.height - a.glyphs.length * a.box.height)[0]
    ?.box
}

import sharp, { type Sharp } from 'sharp'
import { KontextError } from '#schema/kontext-error.ts'
import { setUpFonts } from './fonts.ts'
import type { Pixels } from './pixels.ts'

/** Makes text safe as SVG or HTML content and attribute value. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')

/** A drawing may name its own parts and embedded data, nothing outside. */
function refuseOutside(svg: string): void {
  for (const [, target] of svg.matchAll(/href\s*=\s*["']([^"']*)["']/gi)) {
    if (target !== undefined && !/^(#|data:image\/)/.test(target)) {
      throw new KontextError(
        'image-invalid',
        `the drawing refers to something outside: ${target.slice(0, 80)}`,
      )
    }
  }
}

const render = (svg: string, width: number, height: number): Sharp => {
  refuseOutside(svg)
  setUpFonts()
  return sharp(Buffer.from(svg), { limitInputPixels: 64_000_000 })
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
}

/** Draws an SVG at the given size. Text uses the bundled fonts (see fonts.ts). */
export async function rasteriseSvg(svg: string, width: number, height: number): Promise<Pixels> {
  const data = await render(svg, width, height).raw({ depth: 'uchar' }).toBuffer()
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
}

import { decodeImage } from '#image/decode.ts'
import type { Pixels } from '#image/pixels.ts'
import { escapeXml, rasteriseSvg } from '#image/svg.ts'
import type { Random } from '#stats/random.ts'
import sharp from 'sharp'

const [width, height] = [720, 240]
/** Ground, ink; from strong to weak contrast. */
const colours = [
  ['#f4ead2', '#222222'],
  ['#143a5a', '#ffe9a8'],
  ['#c0392b', '#ffffff'],
  ['#9fc5a0', '#23402b'],
  ['#d8b45c', '#5a3210'],
  ['#6b7a8f', '#e8eef6'],
] as const

const scatter = (random: Random, ink: string): string =>
  Array.from({ length: 24 }, () => {
    const [x, y, size] = [random.int(width), random.int(height), 2 + random.int(7)]
    return `<circle cx="${x}" cy="${y}" r="${size}" fill="${ink}" opacity="0.18"/>`
  }).join('')

/** A line of text on a sign: family, weight, size, colours, slant and texture drawn by `random`; then JPEG at 75 to 95. */
export async function drawPhrase(
  phrase: string,
  families: readonly string[],
  random: Random,
): Promise<Pixels> {
  const family = families[random.int(families.length)]
  const [ground, ink] = colours[random.int(colours.length)]!
  const length = Array.from(phrase).length
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(phrase) ? 1.05 : 0.75
  const size = Math.min(34 + random.int(63), (width - 80) / (length * wide))
  const weight = random.next() < 0.5 ? 400 : 700
  const turn = random.next() < 0.5 ? 0 : random.next() * 12 - 6
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${ground}"/><stop offset="1" stop-color="${ground}" stop-opacity="0.75"/></linearGradient></defs><rect width="${width}" height="${height}" fill="#fff"/><rect width="${width}" height="${height}" fill="url(#g)"/>${scatter(random, ink)}<text transform="rotate(${turn.toFixed(2)} ${width / 2} ${height / 2})" x="${width / 2}" y="${height / 2 + size * 0.36}" text-anchor="middle" font-family="${family}" font-weight="${weight}" font-size="${size.toFixed(1)}" fill="${ink}">${escapeXml(phrase)}</text></svg>`
  const { data } = await rasteriseSvg(svg, width, height)
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .jpeg({ quality: 75 + random.int(21) })
    .toBuffer()
  return decodeImage(jpeg)
}

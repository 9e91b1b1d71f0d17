import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { escapeXml, rasteriseSvg } from '#image/svg.ts'
import type { Truth } from '#schema/case.ts'
import { rungs } from './probe.ts'

type Text = NonNullable<Truth['text']>

/** A letter that is surely another one, of the same writing. */
const otherLetter = (letter: string): string => {
  if (/\p{Script=Han}/u.test(letter)) return letter === '山' ? '水' : '山'
  if (/\p{N}/u.test(letter)) return letter === '7' ? '4' : '7'
  return /[xX]/.test(letter) ? 'M' : 'X'
}

/** Rung 0 is the text itself; then one letter, half of them, and all of them are wrong. */
export function misspelt(wanted: string, rung: number): string {
  const letters = Array.from(wanted)
  const places = letters.flatMap((letter, index) => (/[\p{L}\p{N}]/u.test(letter) ? [index] : []))
  const wrong = [0, 1, Math.ceil(places.length / 2), places.length][rung] ?? 0
  const changed = new Set(places.slice(0, wrong))
  return letters
    .map((letter, index) => (changed.has(index) ? otherLetter(letter) : letter))
    .join('')
}

/** The usual colour of the box's rim: what the sign is painted with. */
function groundOf({ width, height, data }: Pixels, box: NonNullable<Text['box']>): number[] {
  const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))]
  const right = Math.min(width - 1, Math.round(box.x + box.width))
  const bottom = Math.min(height - 1, Math.round(box.y + box.height))
  const channels: number[][] = [[], [], []]
  for (let x = left; x <= right; x++) {
    for (const y of [top, bottom]) {
      const at = (y * width + x) * 4
      for (const [channel, values] of channels.entries()) values.push(data[at + channel]!)
    }
  }
  return channels.map((values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0)
}

/** The box painted over, and `written` set in it in black or white. */
async function lettered(answer: Pixels, box: NonNullable<Text['box']>, written: string) {
  const { width, height } = answer
  const ground = groundOf(answer, box)
  const luma = ground[0]! * 0.299 + ground[1]! * 0.587 + ground[2]! * 0.114
  const size = Math.min(
    box.height * 0.7,
    (box.width / Math.max(1, Array.from(written).length)) * 1.3,
  )
  const fitted = /\p{Script=Han}/u.test(written)
    ? Math.min(size, (box.width * 0.92) / Array.from(written).length)
    : size
  const layer = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="rgb(${ground.join(',')})"/>
<text x="${box.x + box.width / 2}" y="${box.y + box.height / 2 + fitted * 0.36}" text-anchor="middle" font-family="DejaVu Sans, Noto Sans SC" font-weight="bold" font-size="${fitted}" textLength="${Math.min(box.width * 0.92, Array.from(written).length * fitted * 0.95)}" lengthAdjust="spacingAndGlyphs" fill="${luma > 128 ? '#111' : '#f4f4f4'}">${escapeXml(written)}</text></svg>`,
    width,
    height,
  )
  const data = answer.data.slice()
  for (let at = 0; at < data.length; at += 4) {
    const alpha = layer.data[at + 3]! / 255
    if (alpha === 0) continue
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = Math.round(layer.data[channel]! * alpha + data[channel]! * (1 - alpha))
  }
  return encodePng({ width, height, data })
}

/** The answer with its text set anew, from right to all wrong; undefined where the place or the letters are not ours to set. */
export async function letterText(
  answer: Pixels,
  text: Text | undefined,
  rung: number,
): Promise<Uint8Array | undefined> {
  if (!text?.box || rung > rungs || !['latin', 'han'].includes(text.script)) return undefined
  return lettered(answer, text.box, misspelt(text.wanted, rung))
}

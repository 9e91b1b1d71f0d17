import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { resizePixels } from '#image/resize.ts'
import type { Case } from '#schema/case.ts'
import type { LoadPicture } from './observe-case.ts'

const scaleOf = (subject: Case, side: number): number => {
  const { truth, inputs } = subject.turns[0]!
  const first = inputs.find((input) => input.from === 'case')
  const size = truth?.reference ?? (first?.from === 'case' ? first.image : undefined)
  return size ? Math.min(1, side / Math.max(size.width, size.height)) : 1
}

/** The place of the text goes along with the picture. */
function withBox(subject: Case, scale: number): Case {
  const [turn, ...more] = subject.turns
  const text = turn?.truth?.text
  if (!turn || !text?.box) return subject
  const { x, y, width, height } = text.box
  const box = { x: x * scale, y: y * scale, width: width * scale, height: height * scale }
  return {
    ...subject,
    turns: [{ ...turn, truth: { ...turn.truth, text: { ...text, box } } }, ...more],
  }
}

/** The same cases with pictures whose longest side is at most `side` px: a quarter of the pixels, a quarter of the time. */
export function shrinkCases(
  cases: readonly Case[],
  load: LoadPicture,
  side: number,
): { cases: Case[]; load: LoadPicture } {
  const made = new Map<string, Promise<Uint8Array>>()
  const shrink = async (digest: string): Promise<Uint8Array> => {
    const pixels = await decodeImage(await load(digest))
    const scale = Math.min(1, side / Math.max(pixels.width, pixels.height))
    const [width, height] = [pixels.width * scale, pixels.height * scale].map(Math.round)
    return encodePng(await resizePixels(pixels, width!, height!))
  }
  return {
    cases: cases.map((subject) => withBox(subject, scaleOf(subject, side))),
    load: (digest) => {
      const known = made.get(digest) ?? shrink(digest)
      made.set(digest, known)
      return known
    },
  }
}

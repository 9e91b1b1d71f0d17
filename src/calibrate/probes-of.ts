import { decodeImage } from '#image/decode.ts'
import { encodeJpeg } from '#image/encode-lossy.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import type { Truth } from '#schema/case.ts'
import { letterText } from './letter-text.ts'
import {
  ladders,
  mildLadders,
  noOps,
  rungName,
  rungs,
  smallEdit,
  type Ladder,
  type Probe,
} from './probe.ts'
import { smallEditOf } from './small-edit.ts'
import { resized, spoil, tinted } from './spoil.ts'

export interface ProbedCase {
  /** A right answer, encoded. */
  answer: Uint8Array
  source: Uint8Array | undefined
  text: Truth['text']
  /** All rungs of all ladders, not only the weakest of the mild ones. */
  isLaddered: boolean
}

const rungOf = (
  ladder: Ladder,
  rung: number,
  answer: Pixels,
  source: Pixels | undefined,
  text: Truth['text'],
): Promise<Uint8Array | undefined> =>
  ladder === 'wrong-text' ? letterText(answer, text, rung) : spoil(answer, ladder, rung, source)

const copies: Record<(typeof noOps)[number], (source: Pixels) => Promise<Uint8Array>> = {
  'copy~jpeg-75': (source) => encodeJpeg(source, 75),
  'copy~jpeg-95': (source) => encodeJpeg(source, 95),
  'copy~resize': (source) => encodePng(resized(source)),
  'copy~tint': (source) => encodePng(tinted(source)),
}

/** Every picture of known order that can be made of one case, one at a time. */
export async function* probesOf(probed: ProbedCase): AsyncGenerator<Probe> {
  const answer = await decodeImage(probed.answer)
  const source = probed.source && (await decodeImage(probed.source))
  for (const ladder of ladders) {
    const from = probed.isLaddered && ladder === 'wrong-text' ? 0 : 1
    const to = probed.isLaddered ? rungs : mildLadders.includes(ladder) ? 1 : 0
    for (let rung = from; rung <= to; rung++) {
      const picture = await rungOf(ladder, rung, answer, source, probed.text)
      if (picture) yield { name: rungName(ladder, rung), picture }
    }
  }
  if (probed.isLaddered) yield { name: 'reference', picture: probed.answer }
  if (!source) return
  for (const name of noOps) yield { name, picture: await copies[name](source) }
  const small = await smallEditOf(source, answer)
  if (small) yield { name: smallEdit, picture: small }
}

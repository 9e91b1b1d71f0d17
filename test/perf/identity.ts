/**
 * How well the face nets tell people apart: AUC and detection rate of edited against other people's portraits, of the photographs
 * that come with the nets, and of labelled photographs where a folder with one folder a person is named.
 * `node --conditions=kontextbench-source test/perf/identity.ts [FOLDER]`
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { decodeImage } from '#image/decode.ts'
import { loadFaceNet, type FaceNet } from '#net/faces.ts'
import { faceDistance, similarityAt } from '#score/identity/match-faces.ts'
import { accuracyAt, auc, bestLine } from '../fixture/auc.ts'
import { editedPortrait, photographs, portraits } from '../fixture/people.ts'
import { tell } from './spread.ts'

interface Shown {
  who: number
  descriptor: Float32Array
}

interface Pairs {
  same: number[]
  other: number[]
}

async function shownIn(
  pictures: readonly { who: number; bytes: Uint8Array }[],
  net: FaceNet,
): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const { who, bytes } of pictures) {
    const [face] = await net.find(await decodeImage(bytes))
    if (face) shown.push({ who, descriptor: face.descriptor })
  }
  return shown
}

function pairsOf(shown: readonly Shown[], of: (who: number) => boolean = () => true): Pairs {
  const among = shown.filter(({ who }) => of(who))
  const pairs: Pairs = { same: [], other: [] }
  for (const [index, one] of among.entries()) {
    for (const two of among.slice(index + 1)) {
      const value = similarityAt(faceDistance(one.descriptor, two.descriptor))
      pairs[one.who === two.who ? 'same' : 'other'].push(value)
    }
  }
  return pairs
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function report(name: string, asked: number, shown: readonly Shown[]): void {
  const { same, other } = pairsOf(shown)
  const people = new Set(shown.map(({ who }) => who)).size
  tell(
    `faces, ${name}`,
    `AUC ${auc(same, other).toFixed(4)}, ${people} people, found in ${shown.length} of ${asked}, pairs ${same.length} same and ${other.length} other`,
  )
  const isFirst = (who: number): boolean => who % 2 === 0
  const tuning = pairsOf(shown, isFirst)
  const line = bestLine(tuning.same, tuning.other)
  const reading = pairsOf(shown, (who) => !isFirst(who))
  for (const at of [line, 0.45, 0.5]) {
    const right = accuracyAt(at, reading.same, reading.other)
    tell(
      `faces, ${name}, line ${at.toFixed(3)} on the other half of the people`,
      `same ${percent(right.above)}, other ${percent(right.below)}`,
    )
  }
}

/** Small portraits are read on a margin of grey, as a detector expects them. */
const withMargin = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes)
    .extend({ top: 75, bottom: 75, left: 75, right: 75, background: '#808080' })
    .png()
    .toBuffer()

async function identity(folder: string | undefined): Promise<void> {
  const net = await loadFaceNet('Measuring')
  if (photographs && folder === undefined) {
    const originals = await portraits(photographs)
    const edits = await Promise.all(
      originals.flatMap((portrait, who) =>
        [0, 1, 2, 3].map(async (edit) => ({
          who,
          bytes: (await editedPortrait(portrait, edit)).bytes,
        })),
      ),
    )
    const pictures = [...originals.map((bytes, who) => ({ who, bytes })), ...edits]
    report('edited portraits of the package', pictures.length, await shownIn(pictures, net))
  }
  if (folder === undefined) return
  const people = readdirSync(folder)
  const pictures = await Promise.all(
    people.flatMap((name, who) =>
      readdirSync(join(folder, name)).map(async (file) => ({
        who,
        bytes: await withMargin(readFileSync(join(folder, name, file))),
      })),
    ),
  )
  report('labelled photographs', pictures.length, await shownIn(pictures, net))
}

if (import.meta.main) await identity(process.argv[2])

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { faceFound } from '#score/identity/face-found.ts'
import { faceFromFirst, faceFromPrevious } from '#score/identity/face-over-turns.ts'
import { faceSimilarity } from '#score/identity/face-similarity.ts'
import { decodeImage } from '#image/decode.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { faceDistance, similarityAt } from '#score/identity/match-faces.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { auc } from '../../fixture/auc.ts'
import { sampleFolder } from '../../fixture/kontext-sample.ts'
import { asImage, drawing, imageOf, metricInput } from '../../fixture/metric-input.ts'
import { editedPortrait, photographs, portraits } from '../../fixture/people.ts'

const opener = createOpener()
const blank = await imageOf(await drawing('<rect width="400" height="400" fill="#7aa"/>', 64))

/** Undefined where no face was found in the output. */
const valueOf = async (input: MetricInput): Promise<number | undefined> => {
  const result = await faceSimilarity.score(input, opener)
  return result.state === 'scored' ? result.value : undefined
}

describe.skipIf(!photographs)(
  'faces on the photographs of the face nets package',
  { timeout: 120_000 },
  async () => {
    const originals = photographs ? await portraits(photographs) : []
    const sources = originals.map((bytes) => asImage(bytes))
    const edited = await Promise.all(originals.map(editedPortrait))

    it('tell people from each other after edits: AUC >= 0.95, seven of eight found or more', async () => {
      const net = await opener.nets.faces()
      const descriptorOf = async (image: Required<MetricImage>) =>
        (await net.find(await decodeImage(image.bytes)))[0]?.descriptor
      const [wanted, found]: (Float32Array | undefined)[][] = [[], []]
      for (const image of sources.slice(0, 8)) wanted!.push(await descriptorOf(image))
      for (const image of edited.slice(0, 8)) found!.push(await descriptorOf(image))
      const [same, other]: [number[], number[]] = [[], []]
      for (const [index, one] of wanted!.entries()) {
        for (const [at, two] of found!.entries())
          if (one && two) (at === index ? same : other).push(similarityAt(faceDistance(one, two)))
      }
      expect(same.length).toBeGreaterThanOrEqual(7)
      expect(auc(same, other)).toBeGreaterThanOrEqual(0.95)
    })

    it('prefer a reference picture that shows one, and go back to the source where none does', async () => {
      const input = metricInput({
        source: sources[1]!,
        output: edited[0]!,
        references: [sources[0]!],
      })
      expect(await faceSimilarity.score(input, opener)).toMatchObject({
        state: 'scored',
        detail: { against: 'reference', samePerson: true, wanted: 1, inOutput: 1 },
      })
      expect(
        await faceSimilarity.score(metricInput({ ...input, references: [blank] }), opener),
      ).toMatchObject({ detail: { against: 'source', samePerson: false } })
    })

    it('are followed over a chain: from its first picture, and from the one before', async () => {
      const turn = metricInput({
        turn: 3,
        first: sources[0]!,
        source: sources[1]!,
        output: edited[0]!,
      })
      expect(await faceFromFirst.score(turn, opener)).toMatchObject({
        detail: { samePerson: true },
      })
      expect(await faceFromPrevious.score(turn, opener)).toMatchObject({
        detail: { samePerson: false },
      })
      const lost = await faceFromPrevious.score({ ...turn, source: blank }, opener)
      expect(lost).toEqual({
        state: 'unscored',
        reason: 'no face was found in the previous picture',
      })
    })

    it('say why there is no score, and count the miss apart', async () => {
      const gone = metricInput({ source: sources[0]!, output: blank })
      expect(await faceSimilarity.score(gone, opener)).toEqual({
        state: 'unscored',
        reason: 'no face was found in the output',
      })
      expect(await faceFound.score(gone, opener)).toMatchObject({ state: 'scored', value: 0 })
      const faceless = metricInput({ source: blank, output: edited[0]! })
      for (const metric of [faceSimilarity, faceFound, faceFromFirst])
        expect(await metric.score(faceless, opener)).toMatchObject({
          state: 'unscored',
          notApplicable: true,
        })
      for (const metric of [faceSimilarity, faceFound, faceFromFirst, faceFromPrevious])
        expect(await metric.score({ ...gone, occludes: true }, opener)).toMatchObject({
          state: 'unscored',
          reason: 'the face is meant to be hidden after this turn',
          notApplicable: true,
        })
    })
  },
)

describe.skipIf(!sampleFolder)('faces on the development photographs', { timeout: 60_000 }, () => {
  it('know the astronaut from the cat that the detector takes for a face', async () => {
    const read = async (name: string) =>
      asImage(await readFile(`${sampleFolder}images/${name}.jpg`))
    const [astronaut, cat] = [await read('0000'), await read('0001')]
    expect(await valueOf(metricInput({ source: astronaut, output: astronaut }))).toBe(1)
    expect(await valueOf(metricInput({ source: astronaut, output: cat }))).toBeLessThan(0.5)
  })
})

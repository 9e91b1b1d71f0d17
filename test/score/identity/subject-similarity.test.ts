import { describe, expect, it } from 'vitest'
import { cutSubject, squareRound } from '#score/identity/subject-cut.ts'
import { subjectSimilarity } from '#score/identity/subject-similarity.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { boxMask, drawing, imageOf, metricInput } from '../../fixture/metric-input.ts'

const opener = createOpener()
const side = 256
const cat =
  '<circle cx="200" cy="200" r="80" fill="#d98a4a"/><path d="M140 150l10-70 50 45zM260 150l-10-70-50 45z" fill="#a85f2c"/><circle cx="170" cy="190" r="12"/><circle cx="230" cy="190" r="12"/>'
const box =
  '<rect x="130" y="90" width="140" height="190" fill="#3a6fd0"/><path d="M130 140h140M130 190h140M130 240h140" stroke="#fff" stroke-width="12"/>'
const picture = async (ground: string, thing: string) =>
  imageOf(await drawing(`<rect width="400" height="400" fill="${ground}"/>${thing}`, side))
const subject = await boxMask(side, [76, 50, 180, 182])
const truthReference = await picture('#cde', cat)

describe('the subject alone', () => {
  it('is cut out as a square on grey, beyond the edge of the picture too', () => {
    const mask = { width: 4, height: 2, data: Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1) }
    const pixels = { width: 4, height: 2, data: new Uint8Array(32).fill(200) }
    const square = squareRound(mask)!
    expect(square).toEqual({ left: 2, top: -0, side: 3 })
    const cut = cutSubject(pixels, mask, square)
    const reds = Array.from({ length: 9 }, (_, index) => cut.data[index * 4])
    expect(reds).toEqual([128, 200, 128, 128, 200, 128, 128, 128, 128])
    expect(cut.data.filter((_, index) => index % 4 === 3)).toEqual(new Uint8Array(9).fill(255))
    expect(squareRound({ ...mask, data: new Uint8Array(8) })).toBeUndefined()
  })

  it('is itself on another ground and not when it is another', async () => {
    const score = async (output: Awaited<ReturnType<typeof picture>>) =>
      subjectSimilarity.score(metricInput({ output, truthReference, subject }), opener)
    const [itself, moved, other] = [
      await score(truthReference),
      await score(await picture('#dc9', cat)),
      await score(await picture('#cde', box)),
    ]
    expect(itself).toMatchObject({ state: 'scored', value: expect.closeTo(1, 5) })
    const values = [moved, other].map((one) => (one.state === 'scored' ? one.value : Number.NaN))
    expect(values[0]).toBeGreaterThan(0.8)
    expect(values[1]).toBeLessThan(values[0]! - 0.1)
  })

  it('is not looked at where it is a few pixels or hidden on purpose', async () => {
    const input = metricInput({ output: truthReference, truthReference })
    const small = await boxMask(side, [10, 10, 20, 20])
    expect(await subjectSimilarity.score({ ...input, subject: small }, opener)).toEqual({
      state: 'unscored',
      reason: 'the subject is less than 32 px large',
      notApplicable: true,
    })
    expect(
      await subjectSimilarity.score({ ...input, subject, occludes: true }, opener),
    ).toMatchObject({ state: 'unscored', notApplicable: true })
  })
})

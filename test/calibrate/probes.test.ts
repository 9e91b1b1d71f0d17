import { describe, expect, it } from 'vitest'
import { misspelt } from '#calibrate/letter-text.ts'
import { probesOf } from '#calibrate/probes-of.ts'
import { noOps, rightAnswers, rungName, smallEdit, type Ladder } from '#calibrate/probe.ts'
import { smallEditOf } from '#calibrate/small-edit.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { characterErrorRate } from '#score/error-rate.ts'
import { drawing } from '../fixture/metric-input.ts'

const ground =
  '<rect width="400" height="400" fill="#8fa8b8"/><circle cx="90" cy="300" r="60" fill="#a05030"/><path d="M0 120L400 60" stroke="#204060" stroke-width="9"/>'
const thing = '<rect x="200" y="200" width="120" height="90" fill="#e0c020"/>'
const sign = { x: 180, y: 20, width: 200, height: 50 }

const meanDifference = (a: Pixels, b: Pixels): number =>
  a.data.reduce((sum, value, index) => sum + Math.abs(value - b.data[index]!), 0) / a.data.length

async function probesBy(isLaddered: boolean) {
  const source = await drawing(ground, 256)
  const answer = await drawing(ground + thing, 256)
  const made = new Map<string, Pixels>()
  const probes = probesOf({
    answer: await encodePng(answer),
    source: await encodePng(source),
    text: { wanted: 'OPEN', script: 'latin', box: sign },
    isLaddered,
  })
  for await (const { name, picture } of probes) made.set(name, await decodeImage(picture))
  return { source, answer, made }
}

describe('pictures of known order', () => {
  it('lie the farther from the right answer the higher the rung', async () => {
    const { answer, made } = await probesBy(true)
    for (const ladder of ['jpeg', 'blur', 'noise', 'shift', 'recolour', 'style', 'half-edit']) {
      const rungs = [1, 2, 3].map((rung) => made.get(rungName(ladder as Ladder, rung))!)
      const distances = rungs.map((one) => meanDifference(one, answer))
      expect(distances[0], ladder).toBeGreaterThan(0)
      expect(distances, ladder).toEqual(distances.toSorted((a, b) => a - b))
    }
    expect(made.get('reference')?.data).toEqual(answer.data)
  })

  it('are the mild ones and the copies only where a case is not spoiled in full', async () => {
    const { source, made } = await probesBy(false)
    expect([...made.keys()].sort()).toEqual([...rightAnswers, ...noOps, smallEdit].sort())
    expect(made.get('copy~resize')).toMatchObject({ width: 253, height: 253 })
    expect(meanDifference(made.get('copy~tint')!, source)).toBeLessThan(3)
  })

  it('hold the right change in a hundredth of the area, and none that nobody would see', async () => {
    const [source, answer] = [await drawing(ground, 256), await drawing(ground + thing, 256)]
    const small = await decodeImage((await smallEditOf(source, answer))!)
    let changed = 0
    for (let at = 0; at < small.data.length; at += 4)
      if (Math.abs(small.data[at]! - source.data[at]!) > 40) changed += 1
    expect(changed).toBeGreaterThan(200)
    expect(changed / (256 * 256)).toBeLessThan(0.011)
    expect(await smallEditOf(source, source)).toBeUndefined()
  })

  it('misspell one letter, half of them and all, and the right text not at all', () => {
    const rates = (wanted: string) =>
      [0, 1, 2, 3].map((rung) =>
        characterErrorRate(wanted, misspelt(wanted, rung), { anywhere: false }),
      )
    expect(rates('OPEN')).toEqual([0, 0.25, 0.5, 1])
    expect(rates('山水画展')[3]).toBe(1)
    expect(misspelt('Bar 24', 1)).toBe('Xar 24')
  })
})

import { describe, expect, it } from 'vitest'
import type { StatedObjects } from '#schema/case.ts'
import {
  genEvalCorrect,
  genEvalScores,
  relationsOf,
  type Detection,
} from '#score/benchmark/geneval.ts'
import {
  compBenchAttributes,
  compBenchComplex,
  compBenchOutput,
  compBenchPosition,
  compBenchSpatial,
} from '#score/benchmark/t2i-compbench.ts'

const seen = (
  name: string,
  box: Detection['box'],
  changes: Partial<Detection> = {},
): Detection => ({ name, box, confidence: 0.95, ...changes })

describe('GenEval', () => {
  it('tells a place from the offset less a tenth of both sizes', () => {
    const [a, b] = [seen('a', [0, 0, 100, 100]), seen('b', [200, 10, 300, 110])]
    expect(relationsOf(a, b)).toEqual(['left of'])
    expect(relationsOf(b, a)).toEqual(['right of'])
    expect(relationsOf(a, seen('b', [110, 110, 210, 210]))).toEqual(['left of', 'above'])
    // 15 to the side is within the room of 0.1 x (100 + 100).
    expect(relationsOf(a, seen('b', [15, 5, 115, 105]))).toEqual([])
  })

  const stated = (present: StatedObjects['present'], absent: StatedObjects['absent'] = []) => ({
    present,
    absent,
  })

  it('asks for count, colour and place of the surest detections', () => {
    const two = stated([{ name: 'cat', count: 2 }], [{ name: 'cat', count: 3 }])
    const cats = [1, 2, 3].map((at) => seen('cat', [at * 100, 0, at * 100 + 50, 50]))
    expect(genEvalCorrect(two, cats.slice(0, 2), 'counting')).toBe(true)
    expect(genEvalCorrect(two, cats, 'counting')).toBe(false)
    expect(genEvalCorrect(two, cats.slice(0, 1), 'counting')).toBe(false)
    // Under 0.9 nothing is counted, under 0.3 nothing is seen.
    const unsure = cats.slice(0, 2).map((cat) => ({ ...cat, confidence: 0.85 }))
    expect(genEvalCorrect(two, unsure, 'counting')).toBe(false)
    expect(genEvalCorrect(two, unsure, 'two_object')).toBe(true)

    const red = stated([{ name: 'car', count: 1, colour: 'red' }])
    const surest = seen('car', [0, 0, 9, 9], { colour: 'blue' })
    const other = seen('car', [20, 0, 29, 9], { colour: 'red', confidence: 0.5 })
    expect(genEvalCorrect(red, [other], 'colors')).toBe(true)
    expect(genEvalCorrect(red, [surest, other], 'colors')).toBe(false)

    const place = stated([
      { name: 'dog', count: 1 },
      { name: 'cup', count: 1, place: { relation: 'right of', from: 0 } },
    ])
    const [dog, cup] = [seen('dog', [0, 0, 50, 50]), seen('cup', [200, 0, 230, 30])]
    expect(genEvalCorrect(place, [dog, cup], 'position')).toBe(true)
    expect(genEvalCorrect(place, [seen('dog', [300, 0, 350, 50]), cup], 'position')).toBe(false)
    expect(genEvalCorrect(place, [cup], 'position')).toBe(false)
  })

  it('is the unweighted mean of the tags, and says of how many prompts any picture is right', () => {
    const images = [
      ...[true, true, false, false].map((correct) => ({ tag: 'colors', prompt: 'a', correct })),
      { tag: 'colors', prompt: 'b', correct: false },
      { tag: 'counting', prompt: 'c', correct: true },
      { tag: 'counting', prompt: 'c', correct: undefined },
    ]
    const { overall, tags, prompts } = genEvalScores(images)
    expect(tags['colors']).toEqual({ value: 0.4, n: 5, missing: 0 })
    expect(tags['counting']).toEqual({ value: 1, n: 1, missing: 1 })
    expect(overall).toEqual({ value: 0.7, n: 6, missing: 1 })
    expect(prompts).toEqual({ value: 2 / 3, n: 3, missing: 0 })
  })

  it('gives the published overall of a table from its six tags', () => {
    const overallOf = (tags: readonly number[]) => {
      const images = tags.flatMap((share, tag) =>
        Array.from({ length: 100 }, (_, index) => ({
          tag: String(tag),
          prompt: `${tag} ${index}`,
          correct: index < Math.round(share * 100),
        })),
      )
      return genEvalScores(images).overall.value
    }
    // Tags and overall are printed rounded, so that up to 0.01 may lie between.
    const isNear = (tags: readonly number[], overall: number) =>
      expect(Math.abs((overallOf(tags) ?? 0) - overall)).toBeLessThan(0.0075)
    // FLUX.1 [Dev], GPT Image 1 [High] and Qwen-Image as the Qwen-Image report prints them.
    isNear([0.98, 0.81, 0.74, 0.79, 0.22, 0.45], 0.66)
    isNear([0.99, 0.92, 0.85, 0.92, 0.75, 0.61], 0.84)
    isNear([0.99, 0.92, 0.89, 0.88, 0.76, 0.77], 0.87)
  })
})

describe('the public entry', () => {
  it('holds what a user needs for numbers of a judge or a detector of his own', async () => {
    const { genEvalScores: ofPackage, vieScores } = await import('kontextbench/benchmarks')
    expect(ofPackage).toBe(genEvalScores)
    expect(vieScores([]).overall).toEqual({ value: undefined, n: 0, missing: 0 })
  })
})

describe('T2I-CompBench', () => {
  it('reads prompt and number from the name of a file', () => {
    expect(compBenchOutput('samples/a green bench and a red car_000012.png')).toEqual({
      prompt: 'a green bench and a red car',
      number: 12,
    })
    expect(compBenchOutput('readme.md')).toBeUndefined()
  })

  it('multiplies phrases, and weighs place, overlap and confidence', () => {
    expect(compBenchAttributes([0.9, 0.8])).toBe(0.72)
    expect(compBenchAttributes([1 / 3, 1])).toBe(0.3333)
    expect(compBenchPosition('on the left of', [0, 0, 100, 100], [200, 0, 300, 100])).toBe(1)
    expect(compBenchPosition('on the right of', [0, 0, 100, 100], [200, 0, 300, 100])).toBe(0)
    expect(compBenchPosition('on the top of', [0, 0, 100, 100], [10, 200, 110, 300])).toBe(1)
    // Overlap 50 x 100 of 15,000: a third, so 0.1 over a third.
    expect(compBenchPosition('on the left of', [0, 0, 100, 100], [50, 0, 150, 100])).toBeCloseTo(
      0.3,
      12,
    )
    expect(compBenchPosition('near', [0, 0, 10, 10], [400, 600, 410, 610])).toBe(0.25)
    expect(compBenchPosition('next to', [0, 0, 10, 10], [400, 90, 410, 100])).toBe(1)
    const found = (left: number) => ({ confidence: 0.8, box: [left, 0, left + 50, 50] as const })
    expect(compBenchSpatial('on the left of', found(0), found(100))).toBeCloseTo(0.9, 12)
    expect(compBenchSpatial('on the left of', found(100), found(0))).toBe(0)
    expect(compBenchSpatial('on the left of', found(0), undefined)).toBe(0)
  })

  it('means what applies to a complex prompt', () => {
    const scores = { attributes: 0.6, spatial: 0.2, action: 0.4 }
    expect(compBenchComplex(scores, 'spatial')).toBeCloseTo(0.4, 12)
    expect(compBenchComplex(scores, 'action')).toBeCloseTo(0.5, 12)
    expect(compBenchComplex(scores, 'neither')).toBeCloseTo(0.4, 12)
  })
})

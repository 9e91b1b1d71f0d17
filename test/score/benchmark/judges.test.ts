import { describe, expect, it } from 'vitest'
import { imgEditAnswer, imgEditScores, roundedHalfEven } from '#score/benchmark/img-edit.ts'
import {
  dpgImageScore,
  dpgScores,
  oneIgAlignment,
  oneIgImageScore,
} from '#score/benchmark/questions.ts'
import {
  isRiseComplete,
  riseScore,
  riseScores,
  type RiseItem,
} from '#score/benchmark/rise-bench.ts'
import { vieScore, vieScores, type VieAnswer } from '#score/benchmark/vie-score.ts'
import { longTextScore, oneIgFormula, oneIgText } from '#score/benchmark/written-text.ts'

describe('DPG-Bench and OneIG-Bench alignment', () => {
  const questions = [
    { id: '1', text: 'is there a cat?', parents: [], category: 'entity' },
    { id: '2', text: 'does it wear a hat?', parents: ['1'], category: 'entity' },
    { id: '3', text: 'is the hat red?', parents: ['2'], category: 'attribute' },
  ]
  const answers = (...given: boolean[]) =>
    new Map(given.map((yes, index) => [String(index + 1), yes]))

  it('zero a question whose parent is zero; only DPG-Bench hands the zero on', () => {
    // No cat, but a hat, and a red one: the hat is zeroed, and with it, in DPG-Bench alone, its colour.
    expect(dpgImageScore(questions, answers(false, true, true))).toBe(0)
    expect(oneIgImageScore(questions, answers(false, true, true))).toBeCloseTo(1 / 3, 12)
    expect(dpgImageScore(questions, answers(true, false, true))).toBeCloseTo(1 / 3, 12)
    expect(oneIgImageScore(questions, answers(true, true, true))).toBe(1)
    expect(dpgImageScore(questions, answers(true, true))).toBeUndefined()
  })

  it('zero in the order of the questions, as the published code does', () => {
    // The grandchild stands before its parent: it sees the parent before that is zeroed.
    const [cat, hat, red] = questions
    const turned = [cat!, red!, hat!]
    expect(dpgImageScore(turned, answers(false, true, true))).toBeCloseTo(1 / 3, 12)
  })

  it('mean pictures, then prompts; categories take the answers of the last picture as given', () => {
    const prompts = [
      { questions, images: [answers(true, true, true), answers(false, true, true)] },
      { questions, images: [answers(true, true, false)] },
      { questions, images: [] },
    ]
    const { overall, categories } = dpgScores(prompts)
    expect(overall).toEqual({
      value: expect.closeTo((100 * (0.5 + 2 / 3)) / 2, 10),
      n: 2,
      missing: 1,
    })
    expect(categories['entity']).toEqual({ value: 75, n: 4, missing: 2 })
    expect(categories['attribute']).toEqual({ value: 50, n: 2, missing: 1 })
    expect(oneIgAlignment(prompts).value).toBeCloseTo(((1 + 1 / 3) / 2 + 2 / 3) / 2, 12)
  })
})

describe('written text', () => {
  it('is scored as OneIG-Bench scores it', () => {
    const pictures = [
      { wanted: 'Grand Opening!', read: 'Grand  Opening' },
      { wanted: 'Open 24 hours', read: 'Open 25 hours' },
    ]
    const text = oneIgText(pictures, 'en')
    // Punctuation and doubled spaces are dropped: no fault; then one letter of 13, and one word of three.
    expect(text).toMatchObject({ editDistance: 0.5, completion: 0.5, wordAccuracy: 4 / 5 })
    expect(text?.score).toBeCloseTo(1 - (0.5 * 0.5 * 0.2) / 100, 12)
    expect(oneIgText([{ wanted: 'Open', read: 'open' }], 'en')).toMatchObject({ editDistance: 1 })
    expect(oneIgText([{ wanted: '新年 快乐', read: '新年，快' }], 'zh')).toMatchObject({
      editDistance: 1,
      wordAccuracy: 3 / 4,
    })
    expect(oneIgText([{ wanted: 'Open', read: 'No text recognized.' }], 'en')).toMatchObject({
      editDistance: 4,
    })
    expect(oneIgText([], 'en')).toBeUndefined()
  })

  it('follows the published formula at its ends', () => {
    const bad = { editDistance: 500, completion: 0, wordAccuracy: 0 }
    expect(oneIgFormula(bad, 'en')).toBe(0)
    expect(oneIgFormula({ editDistance: 25, completion: 0, wordAccuracy: 0 }, 'zh')).toBe(0.5)
    expect(oneIgFormula({ ...bad, completion: 1 }, 'en')).toBe(1)
  })

  it('is scored as LongText-Bench scores it: all words of all pictures, without case', () => {
    const pictures = [
      { wanted: 'The quick brown fox', read: 'the quick fox the' },
      { wanted: 'Jumps', read: '' },
    ]
    expect(longTextScore(pictures, 'en')).toBeCloseTo(3 / 5, 12)
    expect(longTextScore([{ wanted: '好好学习', read: '好 学习 习' }], 'zh')).toBe(3 / 4)
    expect(longTextScore([], 'en')).toBeUndefined()
  })
})

describe('VIEScore', () => {
  const answer = (category: string, ...numbers: [number, number, number, number]): VieAnswer => ({
    category,
    semantics: numbers.slice(0, 2),
    quality: numbers.slice(2),
  })

  it('takes the least of each list, and the root of their product, edit by edit', () => {
    expect(vieScore(answer('x', 9, 4, 8, 9))).toEqual({
      semantics: 4,
      quality: 8,
      overall: Math.sqrt(32),
    })
    expect(vieScore({ category: 'x', semantics: undefined, quality: [8] })).toEqual({
      semantics: undefined,
      quality: 8,
      overall: undefined,
    })
  })

  it('means categories without weight, and leaves out what cannot be read', () => {
    const scores = vieScores([
      answer('a', 4, 4, 4, 4),
      answer('a', 4, 4, 4, 4),
      answer('a', 4, 4, 4, 4),
      answer('b', 9, 9, 9, 9),
      { category: 'b', semantics: undefined, quality: undefined },
    ])
    expect(scores.overall).toEqual({ value: 6.5, n: 4, missing: 1 })
    // The mean of roots is not the root of means.
    const uneven = vieScores([answer('a', 1, 1, 9, 9), answer('a', 9, 9, 1, 1)])
    expect(uneven.overall.value).toBe(3)
    expect(uneven.semantics.value).toBe(5)
  })

  it("gives GEdit-Bench's and KontextBench's published means from their published categories", () => {
    /** An edit whose O is the number given. */
    const withOverall = (category: string, value: number): VieAnswer =>
      answer(category, value, 10, value, 10)
    // RegionE, Step1X-Edit-v1p1 on GEdit-Bench, G-O by task; published mean 6.906.
    const gedit = [4.444, 4.649, 7.395, 7.226, 7.905, 6.973, 7.359, 6.679, 7.718, 7.9, 7.722]
    const geditMean = vieScores(gedit.map((value, task) => withOverall(String(task), value)))
    expect(geditMean.overall.value).toBeCloseTo(6.906, 3)
    // RegionE, FLUX.1-Kontext-dev on KontextBench by category; published averages 7.197, 6.963, 6.497.
    const kontext = [
      [7.549, 6.642, 6.664, 193],
      [7.023, 6.798, 6.38, 262],
      [6.779, 6.909, 5.817, 416],
      [6.81, 6.556, 6.331, 63],
      [7.826, 7.913, 7.295, 92],
    ] as const
    const overall = vieScores(
      kontext.flatMap(([, , value, count], category) =>
        Array.from({ length: count }, () => withOverall(String(category), value)),
      ),
    )
    expect(overall.overall.value).toBeCloseTo(6.497, 3)
    const parts = vieScores(
      kontext.map(([sc, pq], category) => answer(String(category), sc, 10, pq, 10)),
    )
    expect(parts.semantics.value).toBeCloseTo(7.197, 3)
    expect(parts.quality.value).toBeCloseTo(6.963, 2)
  })
})

describe('ImgEdit-Bench', () => {
  it('rounds each answer, and each type again, as Python does', () => {
    expect(
      imgEditAnswer(
        'Brief reasoning: fine\nPrompt Compliance: 5\nVisual Naturalness: 4\nPhysical: 4',
      ),
    ).toBe(4.33)
    expect(imgEditAnswer('I cannot tell.')).toBeUndefined()
    expect(roundedHalfEven(2.125)).toBe(2.12)
    expect(roundedHalfEven(2.375)).toBe(2.38)
    expect(roundedHalfEven(2.675)).toBe(2.67)
    const edits = ['5: \nA: 5\nB: 5\nC: 4', 'A: 4\nB: 4\nC: 4', undefined].map((text) => ({
      type: 'add',
      answer: text,
    }))
    const scores = imgEditScores([...edits, { type: 'style', answer: 'A: 3\nB: 2\nC: 2' }])
    // 4.67 and 4 give 4.335, which is a little more in binary; 2.33.
    expect(scores.types).toEqual({ add: 4.33, style: 2.33 })
    expect(scores.missing).toBe(1)
    expect(scores.micro).toBeCloseTo((4.67 + 4 + 2.33) / 3, 12)
  })

  it('gives the published overall of rows that fit, from their nine types', () => {
    const macroOf = (types: readonly number[]) =>
      imgEditScores(
        types.flatMap((value, type) =>
          // A hundred answers of one line each whose mean is the type's number.
          Array.from({ length: 100 }, (_, index) => ({
            type: String(type),
            answer: `Score: ${Math.floor(value) + (index < Math.round((value % 1) * 100) ? 1 : 0)}`,
          })),
        ),
      ).macro
    const kontextPro = [4.25, 4.15, 2.35, 4.56, 3.57, 4.26, 4.57, 3.68, 4.63]
    const qwen = [4.38, 4.16, 3.43, 4.66, 4.14, 4.38, 4.81, 3.82, 4.69]
    const bagel = [3.81, 3.59, 1.58, 3.85, 3.16, 3.39, 4.51, 2.67, 4.25]
    expect(macroOf(kontextPro)).toBeCloseTo(4.0, 2)
    expect(macroOf(qwen)).toBeCloseTo(4.27, 2)
    expect(macroOf(bagel)).toBeCloseTo(3.42, 2)
  })
})

describe('RISEBench', () => {
  const item = (
    reasoning: number,
    consistency: number | undefined,
    plausibility: number,
  ): RiseItem => ({
    category: 'temporal',
    reasoning,
    plausibility,
    ...(consistency === undefined ? {} : { consistency }),
  })

  it('weighs what applies, and halves what was reasoned wrongly', () => {
    expect(riseScore(item(5, 4, 3))).toBeCloseTo(0.3 * 4 + 0.5 * 5 + 0.2 * 3, 12)
    expect(riseScore(item(4, undefined, 3))).toBeCloseTo(0.8 * 4 + 0.2 * 3, 12)
    expect(
      riseScore({ category: 'logical', logical: { consistency: 1, reasoning: 0 } }),
    ).toBeCloseTo(Math.max(1, 0.5 * (0.3 * 5 + 0.7)), 12)
    expect(riseScore(item(1, 5, 5))).toBeCloseTo(1.5, 12)
    expect(riseScore(item(1, 1, 1))).toBe(1)
    expect(isRiseComplete(item(5, 5, 5))).toBe(true)
    expect(isRiseComplete(item(5, undefined, 5))).toBe(true)
    expect(isRiseComplete(item(5, 5, 4))).toBe(false)
    expect(isRiseComplete({ category: 'logical', logical: { consistency: 1, reasoning: 1 } })).toBe(
      true,
    )
  })

  it("gives the leaderboard's overall from its categories by their sizes", () => {
    /** So many items of a category right as its share says. */
    const accuracyOf = (shares: readonly number[]) =>
      riseScores(
        [85, 90, 100, 85].flatMap((count, category) =>
          Array.from({ length: count }, (_, index) =>
            index < Math.round((shares[category]! * count) / 100) ? item(5, 5, 5) : item(2, 5, 5),
          ),
        ),
      ).accuracy.value
    // GPT-Image-1.5, FLUX.1-Kontext-Dev, GPT-Image-1: temporal, causal, spatial, logical and overall.
    expect(accuracyOf([57.6, 62.2, 62, 21.2])).toBeCloseTo(51.4, 1)
    expect(accuracyOf([2.3, 5.5, 13, 1.2])).toBeCloseTo(5.8, 1)
    expect(accuracyOf([36.5, 34.4, 37, 10.6])).toBeCloseTo(30, 1)
    expect(riseScores([item(5, 5, 5), undefined]).percent).toEqual({ value: 100, n: 1, missing: 1 })
  })
})

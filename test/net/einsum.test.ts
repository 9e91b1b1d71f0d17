import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract } from '#net/einsum.ts'
import { loadTensorflow, type Tensorflow } from '#net/tensorflow.ts'

/** The equations that the MAXIM nets use. */
const equations = ['abcg,gf->abcf', 'gb,cgef->bcef', 'abgd,gf->abdf'] as const

interface Values {
  shape: number[]
  data: number[]
}

/** Sums over every label that the answer does not have, one product at a time. */
function plainLoop(
  equation: string,
  sizes: Record<string, number>,
  a: Values,
  b: Values,
): number[] {
  const [left = '', right = '', out = ''] = equation.split(/,|->/)
  const summed = Array.from(new Set(left + right)).filter((label) => !out.includes(label))
  const total = (labels: readonly string[]): number =>
    labels.reduce((count, label) => count * sizes[label]!, 1)
  const positions = (labels: readonly string[], index: number): Record<string, number> => {
    const at: Record<string, number> = {}
    for (const label of labels.toReversed()) {
      at[label] = index % sizes[label]!
      index = Math.floor(index / sizes[label]!)
    }
    return at
  }
  const valueAt = (labels: string, values: Values, at: Record<string, number>): number =>
    values.data[Array.from(labels).reduce((flat, label) => flat * sizes[label]! + at[label]!, 0)]!
  const outLabels = Array.from(out)
  return Array.from({ length: total(outLabels) }, (_, index) => {
    const here = positions(outLabels, index)
    let sum = 0
    for (let k = 0; k < total(summed); k++) {
      const at = { ...here, ...positions(summed, k) }
      sum += valueAt(left, a, at) * valueAt(right, b, at)
    }
    return sum
  })
}

const valuesOf = (tf: Tensorflow, { data, shape }: Values) => tf.tensor(data, shape, 'float32')

describe('einsum on the wasm backend', () => {
  it.each(equations)('%s equals a plain loop', async (equation) => {
    const tf = await loadTensorflow('A test')
    const [left = '', right = ''] = equation.split(/,|->/)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 7, maxLength: 7 }),
        fc.infiniteStream(fc.integer({ min: -8, max: 8 })),
        (lengths, numbers) => {
          const sizes = Object.fromEntries(
            Array.from('abcdefg').map((label, index) => [label, lengths[index]!]),
          )
          const filled = (labels: string): Values => {
            const shape = Array.from(labels).map((label) => sizes[label]!)
            const length = shape.reduce((count, size) => count * size, 1)
            return { shape, data: Array.from({ length }, () => numbers.next().value) }
          }
          const [a, b] = [filled(left), filled(right)]
          const before = tf.memory().numTensors
          const answer = tf.tidy(() => [
            ...tf.einsum(equation, valuesOf(tf, a), valuesOf(tf, b)).dataSync(),
          ])
          // Small whole numbers: exact in single precision.
          expect(answer.map((value) => value + 0)).toEqual(plainLoop(equation, sizes, a, b))
          expect(tf.memory().numTensors).toBe(before)
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })

  it('refuses what it cannot contract instead of answering wrongly', async () => {
    const tf = await loadTensorflow('A test')
    const square = tf.ones([2, 2])
    for (const equation of ['ij,ij->i', 'ii,ij->j', 'ij,jk->kk', 'ij->ji', 'ij,jk->i'])
      expect(() => contract(tf, equation, square, square)).toThrow(
        `einsum "${equation}" is not a contraction of two tensors`,
      )
  })
})

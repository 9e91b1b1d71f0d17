import type { Tensorflow } from './tensorflow.ts'

type Tensor = import('@tensorflow/tfjs').Tensor

/** How two tensors are contracted: axes that stay, axes that are summed over, and the wanted order. */
interface Contraction {
  left: { kept: number[]; summed: number[] }
  right: { kept: number[]; summed: number[] }
  /** Where each axis of the answer stands among the left's kept and then the right's kept ones. */
  order: number[]
}

const hasRepeats = (labels: readonly string[]): boolean => new Set(labels).size !== labels.length

/** @throws RangeError for what is no plain contraction of two tensors */
function readEquation(equation: string): Contraction {
  const parts = /^([a-z]+),([a-z]+)->([a-z]*)$/i.exec(equation.replaceAll(' ', '')) ?? []
  const [a = [], b = [], out = []] = parts.slice(1).map((labels) => Array.from(labels))
  const shared = a.filter((label) => b.includes(label))
  const keptLeft = a.filter((label) => !shared.includes(label))
  const keptRight = b.filter((label) => !shared.includes(label))
  const kept = [...keptLeft, ...keptRight]
  const isPlain =
    parts.length > 0 &&
    ![a, b, out].some(hasRepeats) &&
    out.length === kept.length &&
    kept.every((label) => out.includes(label))
  if (!isPlain) throw new RangeError(`einsum "${equation}" is not a contraction of two tensors`)
  return {
    left: {
      kept: keptLeft.map((label) => a.indexOf(label)),
      summed: shared.map((label) => a.indexOf(label)),
    },
    right: {
      kept: keptRight.map((label) => b.indexOf(label)),
      summed: shared.map((label) => b.indexOf(label)),
    },
    order: out.map((label) => kept.indexOf(label)),
  }
}

const sizesOf = ({ shape }: Tensor, axes: number[]): number[] =>
  axes.map((axis) => shape[axis] ?? 1)

const product = (sizes: number[]): number => sizes.reduce((total, size) => total * size, 1)

const isInOrder = (axes: number[]): boolean => axes.every((axis, index) => axis === index)

/**
 * Einstein summation of two tensors where every shared axis is summed over, as one matrix product:
 * the axes are brought to [kept, summed] x [summed, kept], multiplied, and put in the wanted order.
 * @throws RangeError for any other equation
 */
export function contract(tf: Tensorflow, equation: string, a: Tensor, b: Tensor): Tensor {
  const { left, right, order } = readEquation(equation)
  return tf.tidy(() => {
    const turned = (tensor: Tensor, axes: number[]): Tensor =>
      isInOrder(axes) ? tensor : tf.transpose(tensor, axes)
    const rows = sizesOf(a, left.kept)
    const columns = sizesOf(b, right.kept)
    const inner = product(sizesOf(a, left.summed))
    const matrix = tf.matMul(
      tf.reshape(turned(a, [...left.kept, ...left.summed]), [product(rows), inner]),
      tf.reshape(turned(b, [...right.summed, ...right.kept]), [inner, product(columns)]),
    )
    return turned(tf.reshape(matrix, [...rows, ...columns]), order)
  })
}

/** Gives the wasm backend the Einsum kernel that it lacks. */
export function registerEinsum(tf: Tensorflow): void {
  if (tf.getKernel('Einsum', 'wasm')) return
  tf.registerKernel({
    kernelName: 'Einsum',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const [a, b] = Object.values(inputs) as Tensor[]
      const equation = attrs?.['equation'] as string
      if (!a || !b) throw new RangeError(`einsum "${equation}" needs two tensors`)
      return contract(tf, equation, a, b)
    },
  })
}

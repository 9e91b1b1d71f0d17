/**
 * Cholesky factor of a symmetric positive definite matrix, in place: rows after one another, lower
 * triangle read and overwritten. False when the matrix is not positive definite.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k]! * matrix[column * size + k]!
      if (row > column) matrix[row * size + column] = sum / matrix[column * size + column]!
      else if (sum > 0) matrix[row * size + row] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Solves with a factor of `factorise`; overwrites and returns the right side. */
export function solveWith(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  for (let row = 0; row < size; row++) {
    let sum = right[row]!
    for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * right[k]!
    right[row] = sum / factor[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = right[row]!
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * right[k]!
    right[row] = sum / factor[row * size + row]!
  }
  return right
}

/** The inverse of a factorised matrix, whole. */
export function inverseOf(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const unit = inverse.subarray(column * size, (column + 1) * size)
    unit[column] = 1
    solveWith(factor, size, unit)
  }
  return inverse
}

/** A B A of symmetric matrices. */
export function sandwiched(a: Float64Array, b: Float64Array, size: number): Float64Array {
  return product(product(a, b, size), a, size)
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const factor = a[row * size + k]!
      if (factor === 0) continue
      for (let column = 0; column < size; column++)
        result[row * size + column]! += factor * b[k * size + column]!
    }
  }
  return result
}

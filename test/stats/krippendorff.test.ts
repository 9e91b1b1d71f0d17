import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { krippendorffAlpha, type MeasurementLevel } from '#stats/krippendorff.ts'

const options = { level: 0.95, seed: 7 }

/** Rows of raters, * for no rating, as the values of each unit. */
const unitsOf = (raters: readonly string[]): number[][] => {
  const rows = raters.map((row) => row.split(/[ ,]+/))
  return rows[0]!.map((_, unit) =>
    rows.flatMap((row) => (/\d/.test(row[unit]!) ? [Number(row[unit])] : [])),
  )
}

/** Test data of fast-krippendorff (pln-fing-udelar/fast-krippendorff@b1eb616). */
const three = unitsOf([
  '* * * * * 3 4 1 2 1 1 3 3 * 3',
  '1 * 2 1 3 3 4 3 * * * * * * *',
  '* * 2 1 3 4 4 * 2 1 1 3 3 * 4',
])
const four = unitsOf([
  '1,2,3,3,2,1,4,1,2,-,-,-',
  '1,2,3,3,2,2,4,1,2,5,-,3',
  '-,3,3,3,2,3,4,2,2,5,1,-',
  '1,2,3,3,2,4,4,1,2,5,1,-',
])

const alpha = (units: readonly number[][], level: MeasurementLevel): number =>
  krippendorffAlpha(units, level, options).value!

describe('Krippendorff alpha', () => {
  it('is as published for both sets at every level', () => {
    expect(alpha(three, 'nominal')).toBeCloseTo(0.691358, 6)
    expect(alpha(three, 'interval')).toBeCloseTo(0.810845, 6)
    expect(alpha(three, 'ordinal')).toBeCloseTo(0.806721, 6)
    expect(alpha(four, 'nominal')).toBeCloseTo(0.743, 3)
    expect(alpha(four, 'ordinal')).toBeCloseTo(0.815, 3)
    expect(alpha(four, 'ratio')).toBeCloseTo(0.797, 3)
    expect(alpha(four, 'interval')).toBeCloseTo(0.849107, 6)
  })

  it('counts units with less than two ratings as missing, and has an interval over the others', () => {
    const estimate = krippendorffAlpha(three, 'interval', options)
    expect(estimate).toMatchObject({ n: 12, missing: 3, method: 'jackknife-t' })
    expect(estimate.low).toBeLessThan(0.810845)
    expect(estimate.high).toBeGreaterThan(0.810845)
    const many = krippendorffAlpha([...four, ...four, ...four], 'ordinal', options)
    expect(many.method).toBe('percentile-unit-bootstrap')
  })

  it('has no value when all ratings are equal or none is', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        'nominal',
        options,
      ),
    ).toMatchObject({
      value: null,
      note: 'degenerate',
    })
    expect(krippendorffAlpha([[1]], 'nominal', options)).toMatchObject({
      value: null,
      note: 'noData',
    })
  })

  const someUnits = fc.array(
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }),
    {
      minLength: 2,
      maxLength: 4,
    },
  )

  it('equals the sums over pairs of its definition', () => {
    fc.assert(
      fc.property(someUnits, (units) => {
        for (const level of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
          const wanted = alphaByDefinition(units, level)
          const found = krippendorffAlpha(units, level, options).value
          if (wanted === null) expect(found).toBeNull()
          else expect(found).toBeCloseTo(wanted, 9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('stays when interval values shift or stretch, ordinal ones bend, and nominal ones are renamed', () => {
    const rename = [0, 3, 9, 1, 5, 2]
    fc.assert(
      fc.property(someUnits, (units) => {
        const mapped = (of: (value: number) => number) => units.map((values) => values.map(of))
        const same = (level: MeasurementLevel, of: (value: number) => number) => {
          const [a, b] = [units, mapped(of)].map(
            (list) => krippendorffAlpha(list, level, options).value,
          )
          if (a === null) expect(b).toBeNull()
          else expect(b).toBeCloseTo(a!, 8)
        }
        same('interval', (value) => 1000 - 7 * value)
        same('ordinal', (value) => value ** 3)
        same('nominal', (value) => rename[value]!)
        same('ratio', (value) => 3 * value)
      }),
      { numRuns: 40 },
    )
  })
})

/** Straight from Krippendorff 2011: coincidences, expectations and distances, all summed. */
function alphaByDefinition(units: readonly number[][], level: MeasurementLevel): number | null {
  const values = [...new Set(units.flat())].sort((a, b) => a - b)
  const total = (value: number) => units.flat().filter((one) => one === value).length
  const n = units.flat().length
  const distance = (c: number, k: number): number => {
    if (level === 'nominal') return c === k ? 0 : 1
    if (level === 'interval') return (c - k) ** 2
    if (level === 'ratio') return ((c - k) / (c + k)) ** 2
    const between = values.filter((v) => v >= Math.min(c, k) && v <= Math.max(c, k))
    const sum = between.reduce((all, v) => all + total(v), 0)
    return (sum - (total(c) + total(k)) / 2) ** 2
  }
  let [observed, expected] = [0, 0]
  for (const c of values)
    for (const k of values) {
      const own = c === k ? 1 : 0
      for (const unit of units) {
        const of = (value: number) => unit.filter((one) => one === value).length
        observed += ((of(c) * (of(k) - own)) / (unit.length - 1)) * distance(c, k)
      }
      expected += ((total(c) * (total(k) - own)) / (n - 1)) * distance(c, k)
    }
  return expected === 0 ? null : 1 - observed / expected
}

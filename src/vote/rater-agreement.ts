import { selfConsistency } from '#stats/choice-agreement.ts'
import { cohenKappa, fleissKappa } from '#stats/kappa.ts'
import { krippendorffAlpha, type MeasurementLevel } from '#stats/krippendorff.ts'
import type { RaterAgreement } from './agreement-document.ts'

export interface AgreementOptions {
  level: MeasurementLevel
  /** Of intervals. */
  confidence: number
  seed: number
}

/** Ratings by unit and rater, in the order given. */
export class RatingSheet {
  readonly units = new Map<string, Map<string, number[]>>()
  readonly #clusterOf = new Map<string, string>()

  /** `cluster` holds units that are not independent; the unit itself when left out. */
  add(unit: string, rater: string, value: number, cluster = unit): void {
    let ratings = this.units.get(unit)
    if (!ratings) {
      ratings = new Map()
      this.units.set(unit, ratings)
      this.#clusterOf.set(unit, cluster)
    }
    const values = ratings.get(rater)
    if (values) values.push(value)
    else ratings.set(rater, [value])
  }

  clusterOf(unit: string): string {
    return this.#clusterOf.get(unit) ?? unit
  }

  /** First rating of each rater, by unit. */
  firsts(): number[][] {
    return Array.from(this.units.values(), (ratings) =>
      Array.from(ratings.values(), ([first]) => first!),
    )
  }

  raters(): string[] {
    return [
      ...new Set(Array.from(this.units.values(), (ratings) => [...ratings.keys()]).flat()),
    ].sort()
  }
}

/** Categories as 0, 1, ... in ascending order. */
function codesOf(values: readonly number[]): (value: number) => number {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const codes = new Map(sorted.map((value, code) => [value, code]))
  return (value) => codes.get(value)!
}

function twoRaters(sheet: RatingSheet, raters: readonly string[], options: AgreementOptions) {
  const [first, second, third] = raters
  if (first === undefined || second === undefined || third !== undefined) return {}
  const pairs = Array.from(sheet.units.values()).flatMap((ratings) => {
    const [a, b] = [ratings.get(first)?.[0], ratings.get(second)?.[0]]
    return a === undefined || b === undefined ? [] : [[a, b] as const]
  })
  const codeOf = codesOf(pairs.flat())
  const kappa = cohenKappa(
    pairs.map(([a, b]) => [codeOf(a), codeOf(b)] as const),
    { level: options.confidence, seed: options.seed },
  )
  return { cohenKappa: { ...kappa, raters: [first, second] as [string, string] } }
}

/** Coefficients of one sheet. `hasTies` says that 0 is a tie. */
export function raterAgreement(
  sheet: RatingSheet,
  options: AgreementOptions,
  hasTies: boolean,
): RaterAgreement {
  const { level, confidence, seed } = options
  const unitOptions = { level: confidence, seed }
  const firsts = sheet.firsts()
  const raters = sheet.raters()
  const all = Array.from(sheet.units).flatMap(([unit, ratings]) =>
    Array.from(ratings.values(), (choices) => ({ choices, cluster: sheet.clusterOf(unit) })),
  )
  const ratings = all.reduce((sum, { choices }) => sum + choices.length, 0)
  const repeats = ratings - all.length
  const consistency = selfConsistency(all, { ...unitOptions, missing: 0 })
  return {
    units: firsts.length,
    raters: raters.length,
    ratings,
    repeats,
    alpha: krippendorffAlpha(firsts, level, unitOptions),
    ...(level === 'nominal'
      ? { fleissKappa: fleissKappa(firsts, unitOptions), ...twoRaters(sheet, raters, options) }
      : {}),
    ...(repeats > 0
      ? {
          selfConsistency: {
            withTies: consistency.withTies,
            ...(hasTies ? { withoutTies: consistency.withoutTies } : {}),
          },
        }
      : {}),
  }
}

import { meanOf } from './mean.ts'

/** To two digits as Python's round does: a value that lies exactly between goes to the even digit. */
export function roundedHalfEven(value: number): number {
  const up = Number(value.toFixed(2))
  // Only a multiple of 1/8 can lie exactly between two hundredths.
  const isBetween =
    Number.isInteger(value * 8) && Math.abs(value * 100 - Math.trunc(value * 100)) === 0.5
  if (!isBetween) return up
  const low = Math.floor(value * 100)
  return (low % 2 === 0 ? low : low + 1) / 100
}

/** Mean of a judge's scores ("Name: 1..5" a line), rounded; undefined where no line holds one. */
export function imgEditAnswer(text: string): number | undefined {
  const scores = text.split(/\r?\n/).flatMap((line) => {
    const parts = line.trim().split(': ')
    return parts.length === 2 && /^\d+$/.test(parts[1] ?? '') ? [Number(parts[1])] : []
  })
  const { value } = meanOf(scores)
  return value === undefined ? undefined : roundedHalfEven(value)
}

export interface ImgEditScores {
  /** Rounded a second time, as the published table is. */
  types: Record<string, number | undefined>
  /** Unweighted over types, of their rounded means; the published table fits this for most models, and neither for some. */
  macro: number | undefined
  /** Over all edits. */
  micro: number | undefined
  missing: number
}

/** ImgEdit-Bench: the mean by type of edit of means that were rounded before. Source: PKU-YuanGroup/ImgEdit, Benchmark/Basic. */
export function imgEditScores(
  edits: readonly { type: string; answer: string | undefined }[],
): ImgEditScores {
  const scored = edits.map(({ type, answer }) => ({
    type,
    value: answer === undefined ? undefined : imgEditAnswer(answer),
  }))
  const types = Object.fromEntries(
    [...Map.groupBy(scored, ({ type }) => type)].map(([type, group]) => {
      const { value } = meanOf(group.map((one) => one.value))
      return [type, value === undefined ? undefined : roundedHalfEven(value)]
    }),
  )
  const all = meanOf(scored.map(({ value }) => value))
  return {
    types,
    macro: meanOf(Object.values(types)).value,
    micro: all.value,
    missing: all.missing,
  }
}

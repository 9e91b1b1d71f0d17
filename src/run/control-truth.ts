import type { Case } from '#schema/case.ts'
import type { ControlTruth, EncodedImage } from '#schema/engine.ts'
import { caseKey } from './run-cell.ts'

type Load = (sha256: string) => Promise<EncodedImage>

/** The right answer of another case of the same first task and another cluster, the next one in plan order. */
const otherReference = (subject: Case, cases: readonly Case[]): string | undefined => {
  const start = cases.indexOf(subject)
  for (let step = 1; step < cases.length; step++) {
    const other = cases[(start + step) % cases.length]
    if (!other || other.cluster === subject.cluster || other.tasks[0] !== subject.tasks[0]) continue
    const first = other.turns[0]
    const source = first?.inputs.find((input) => input.from === 'case' && input.role === 'source')
    const found =
      first?.truth?.reference?.sha256 ?? (source?.from === 'case' ? source.image.sha256 : undefined)
    if (found !== undefined) return found
  }
  return undefined
}

/** The lookup through which control engines, and nobody else, see the truth. */
export function createTruthLookup(cases: readonly Case[], load: Load) {
  const byKey = new Map(cases.map((subject) => [caseKey(subject), subject]))
  return async (key: string, turn: number): Promise<ControlTruth> => {
    const subject = byKey.get(key)
    const truth = subject?.turns[turn - 1]?.truth
    const other = subject && otherReference(subject, cases)
    return {
      ...(truth?.reference ? { reference: await load(truth.reference.sha256) } : {}),
      ...(truth?.mask ? { mask: await load(truth.mask.sha256) } : {}),
      ...(other === undefined ? {} : { other: await load(other) }),
    }
  }
}

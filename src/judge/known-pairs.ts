import type { Case } from '#schema/case.ts'
import type { KnownKind, ShownOutput } from '#schema/judge.ts'
import type { Task } from '#schema/task.ts'
import { ordersOf, pairId, type PlannedAsk } from './plan-asks.ts'

/** A set of pairs whose better picture is known. Another version where a kind, a case or a word of it changes. */
export interface KnownSet {
  id: string
  /** The first so many base pictures of the frozen list. */
  bases: number
  kinds: readonly KnownKind[]
}

/** Asked in every judge run, so that a judge that moved under the same name is noticed. */
export const anchorSet: KnownSet = {
  id: 'anchors-1',
  bases: 6,
  kinds: ['no-op', 'over-edit', 'wrong-instruction', 'same'],
}

/** Asked when a judge is tested. */
export const selfTestSet: KnownSet = {
  id: 'self-test-1',
  bases: 12,
  kinds: ['no-op', 'over-edit', 'wrong-instruction', 'other-picture', 'same'],
}

/** Its words are part of the sets, and no user's task can change them. */
export const knownTask: Task = {
  schemaVersion: 1,
  id: 'known-answer',
  title: { en: 'Pairs with a known answer', zh: '已知答案的图对' },
  kind: 'editing',
  version: '1',
  source: 'kontextbench-mini: the right answer against a wrong one, or against itself',
  questions: [
    {
      id: 'known-answer',
      en: 'Which picture carries out the request better, and leaves alone what the request does not speak of?',
      zh: '哪张图更好地完成了要求，并且没有改动要求之外的内容？',
    },
  ],
  rubric: ['What was asked for is there', 'Nothing else changed'],
  metrics: [],
  headline: { kind: 'votes' },
  accept: [],
}

/** Where the worse picture comes from. */
export type WorsePicture =
  | { from: 'picture'; sha256: string }
  /** Made from the source by the control of this name. */
  | { from: 'over-edit'; sha256: string }

export interface KnownPair {
  kind: KnownKind
  subject: Case
  /** Digest of the right answer. */
  right: string
  worse: WorsePicture
}

const referenceOf = (subject: Case): string | undefined =>
  subject.turns[0]?.truth?.reference?.sha256

const sourceOf = (subject: Case): string | undefined => {
  const source = subject.turns[0]?.inputs.find(({ role }) => role === 'source')
  return source?.from === 'case' ? source.image.sha256 : undefined
}

/** One edit of a thing, of the whole picture, of text, of the place and of the style. Frozen by name: the data set grows. */
const frozen: readonly (readonly [base: string, ...edits: string[]])[] = [
  ['bakery-street', 'recolour', 'night', 'text', 'character', 'style'],
  ['kite-park', 'recolour', 'winter', 'text', 'character', 'style'],
  ['reading-room', 'remove', 'monochrome', 'text', 'character', 'style'],
  ['tea-harbour', 'recolour', 'autumn', 'text', 'character', 'style'],
  ['alpine-lake', 'scarf', 'rain', 'text', 'character', 'style'],
  ['corner-cafe', 'recolour', 'sepia', 'text', 'character', 'style'],
  ['evening-street', 'recolour', 'night', 'text', 'character', 'style'],
  ['balloon-park', 'recolour', 'winter', 'text', 'character', 'style'],
  ['plum-room', 'remove', 'monochrome', 'text', 'character', 'style'],
  ['rope-harbour', 'recolour', 'autumn', 'text', 'character', 'style'],
  ['umbrella-pass', 'recolour', 'rain', 'text', 'character', 'style'],
  ['garden-cafe', 'recolour', 'sepia', 'text', 'character', 'style'],
]

/** Ids of a set's cases, those of one base picture together. */
export const idsOfSet = ({ bases }: Pick<KnownSet, 'bases'>): string[][] =>
  frozen.slice(0, bases).map(([base, ...edits]) => edits.map((edit) => `${base}.${edit}`))

/** A set's cases out of those of kontextbench-mini. */
function casesOfSet(cases: readonly Case[], set: KnownSet): Case[][] {
  const byId = new Map(cases.map((one) => [one.id, one]))
  return idsOfSet(set).map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
}

function worseOf(
  kind: KnownKind,
  subject: Case,
  sibling: Case | undefined,
  stranger: Case | undefined,
): WorsePicture | undefined {
  const picture = (sha256: string | undefined): WorsePicture | undefined =>
    sha256 === undefined ? undefined : { from: 'picture', sha256 }
  const source = sourceOf(subject)
  switch (kind) {
    case 'no-op':
      return picture(source)
    case 'over-edit':
      return source === undefined ? undefined : { from: 'over-edit', sha256: source }
    case 'wrong-instruction':
      return picture(sibling && referenceOf(sibling))
    case 'other-picture':
      return picture(stranger && referenceOf(stranger))
    case 'same':
      return picture(referenceOf(subject))
    default:
      return kind satisfies never
  }
}

/** Every kind once for each base, on its cases in turn. */
export function knownPairs(cases: readonly Case[], set: KnownSet): KnownPair[] {
  const groups = casesOfSet(cases, set)
  return groups.flatMap((group, base) =>
    set.kinds.flatMap((kind, index): KnownPair[] => {
      const at = (base + index) % group.length
      const subject = group[at]!
      const next = groups[(base + 1) % groups.length]!
      const worse = worseOf(kind, subject, group[(at + 1) % group.length], next[at % next.length])
      const right = referenceOf(subject)
      return right === undefined || worse === undefined ? [] : [{ kind, subject, right, worse }]
    }),
  )
}

const nameOfWorse: Record<KnownKind, string> = {
  'no-op': 'copy-input',
  'over-edit': 'over-edit',
  'wrong-instruction': 'wrong-instruction',
  'other-picture': 'shuffle',
  same: 'reference',
}

/** Pairs as they are asked: either way round, and once where both pictures are one. */
export function knownAsks(
  pairs: readonly KnownPair[],
  digestOf: (worse: WorsePicture) => string,
): PlannedAsk[] {
  const [question] = knownTask.questions
  return pairs.flatMap(({ kind, subject, right, worse }) => {
    const shown = (model: string, image: string): ShownOutput => ({ model, image })
    const better = shown('reference', right)
    const other = shown(nameOfWorse[kind], digestOf(worse))
    const head = {
      task: knownTask.id,
      question: question!.id,
      pair: pairId(knownTask.id, question!.id, [`${kind} ${subject.id}`, '']),
      turn: 1,
      known: { kind, right: kind === 'same' ? ('tie' as const) : ('left' as const) },
    }
    return ordersOf(head, [better, other], kind !== 'same').map((ask) => ({ subject, ask }))
  })
}

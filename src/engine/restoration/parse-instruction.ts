import type { Operation } from './operation.ts'
import { bareThings, phrases, upscales } from './phrases.ts'
import { readFactor } from './read-factor.ts'

export interface Instruction {
  operations: Operation[]
  /** Parts that ask for no restoration, as they were written. */
  left: string[]
}

const separators =
  /[,;，；。、!！\n]|\.(?!\d)|\b(?:and|then|also|afterwards|followed\s+by|as\s+well\s+as)\b|&|并且|然后|同时|接着|再|并|和/iu
const negations =
  /\b(?:don['’]?t|do\s+not|never|without|avoid|no\s+need\s+to)\b|不要|(?<![特分区个])别|无需/iu
const fillers =
  /^(?:(?:please|kindly|now|first|next|finally|lastly|just|can\s+you|could\s+you|let['’]?s|i\s+want\s+to)\b\s*|请|帮我|首先|最后|先)+/iu

/** What one part asks for, in the order of its words. */
function operationsOf(part: string, isAfterRemoval: boolean): Operation[] {
  const asked = part.split(negations)[0] ?? ''
  const table = isAfterRemoval ? [...phrases, ...bareThings] : phrases
  const found = new Map<string, { at: number; operation: Operation }>()
  const note = (at: number, operation: Operation): void => {
    const known = found.get(operation.op)
    if (!known || at < known.at) found.set(operation.op, { at, operation })
  }
  for (const [pattern, op] of table) {
    const at = asked.search(pattern)
    if (at >= 0) note(at, { op })
  }
  const factor = readFactor(asked)
  for (const pattern of upscales) {
    const at = asked.search(pattern)
    if (at >= 0) note(at, { op: 'upscale', ...(factor === undefined ? {} : { factor }) })
  }
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ operation }) => operation)
}

/** Reads an instruction (English, basic Chinese) into restorations, each repair once. Never throws. */
export function parseInstruction(instruction: string): Instruction {
  const operations: Operation[] = []
  const left: string[] = []
  let isAfterRemoval = false
  for (const piece of instruction.split(separators)) {
    const part = piece.trim().replace(fillers, '').trim()
    if (!/[\p{L}\p{N}]/u.test(part)) continue
    const found = operationsOf(part, isAfterRemoval)
    if (found.length === 0) left.push(part)
    isAfterRemoval = found.length > 0
    const isNew = ({ op }: Operation): boolean =>
      op === 'upscale' || operations.every((known) => known.op !== op)
    operations.push(...found.filter(isNew))
  }
  return { operations, left }
}

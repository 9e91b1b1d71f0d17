/** A picture whose place in an order is known beforehand, and what it is called in tables. */
export interface Probe {
  name: string
  picture: Uint8Array
}

/** How an answer is spoiled, weakest first. Each has strengths of its own; 0 is the answer as it is. */
export const ladders = [
  'jpeg',
  'blur',
  'noise',
  'shift',
  'recolour',
  'style',
  'half-edit',
  'wrong-text',
] as const
export type Ladder = (typeof ladders)[number]

/** Rungs of each ladder; the weakest one of `mild` ladders is still a right answer. */
export const rungs = 3
export const mildLadders: readonly Ladder[] = ['jpeg', 'blur', 'shift']

export const rungName = (ladder: Ladder, rung: number): string => `reference~${ladder}:${rung}`

/** Right answers, never as they are. */
export const rightAnswers = mildLadders.map((ladder) => rungName(ladder, 1))

/** Copies that were only encoded or drawn anew. */
export const noOps = ['copy~jpeg-75', 'copy~jpeg-95', 'copy~resize', 'copy~tint'] as const
/** The right change in a hundredth of the area, encoded as the copies are. */
export const smallEdit = 'small-edit'
export const controls = ['copy-input', 'over-edit', 'shuffle'] as const
export const engine = 'procedural:fine'

import type { Case, ImageFile } from '#schema/case.ts'

/** Every file that a case names: inputs, then truth, turn by turn. */
export const imagesOf = ({ turns }: Pick<Case, 'turns'>): ImageFile[] =>
  turns.flatMap(({ inputs, truth }) => [
    ...inputs.flatMap((input) => (input.from === 'case' ? [input.image] : [])),
    ...[truth?.reference, truth?.mask, truth?.subject].filter((image) => image !== undefined),
  ])

import { UserError } from '#schema/user-error.ts'
import type { Ballot } from './vote-row.ts'

/** Says nothing of the model: names of pictures are seen by voters. */
export const usualImages = 'images/{item}-{side}.png'

const places = ['item', 'side', 'case', 'task'] as const

/** @throws UserError for a place that is not known, above all the model's name. */
export function checkImages(template: string): void {
  for (const [, place] of template.matchAll(/\{([^}]*)\}/g))
    if (!places.includes(place as (typeof places)[number]))
      throw new UserError(
        `a picture's address cannot have {${place}}`,
        `Use ${places.map((one) => `{${one}}`).join(', ')}; a model's name would tell voters whose it is.`,
        { field: '--images' },
      )
}

/** The address of a picture as voters get it. */
export const fillImage = (
  template: string,
  { item, side, ballot }: { item: number; side: 'left' | 'right'; ballot: Ballot },
): string =>
  template.replace(/\{(item|side|case|task)\}/g, (_, place: (typeof places)[number]) => {
    if (place === 'item') return String(item)
    if (place === 'side') return side
    return encodeURIComponent(ballot[place] ?? '')
  })

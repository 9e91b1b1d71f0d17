import { develop } from '../scenes/change.ts'
import { firstScenes } from '../scenes/first-scenes.ts'
import type { Look } from '../scenes/look.ts'
import { moreScenes } from '../scenes/more-scenes.ts'
import type { Edit } from './edit.ts'

/** A picture developed like another one: the reference picture shows another scene in that look. */
export function styledAs(base: string, look: Look, shownBy: string, ask: string): Edit {
  const other = [...firstScenes, ...moreScenes].find((one) => one.id === shownBy)
  if (!other) throw new Error(`no scene "${shownBy}"`)
  return {
    base,
    id: 'style',
    tags: ['style', 'look'],
    tasks: ['style-reference'],
    ask,
    change: develop(look),
    references: [{ show: 'scene', scene: develop(look)(other.scene) }],
  }
}

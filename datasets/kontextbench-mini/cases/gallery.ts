import type { DrawnImage } from 'kontextbench'
import { drawParts, drawScene, drawWhole, type Scene } from '../scenes/scene.ts'

/** Masks let a model off by so many pixels, for soft edges. */
const grow = 3

/** Keeps under its name how each picture is drawn; the cases name them, building draws those that are wanted. */
export interface Gallery {
  picture(name: string, scene: Scene): string
  /** A drawing of its own, e.g. a reference picture. */
  sheet(name: string, draw: () => string, side: number): string
  /** Where the named parts stand in any of the scenes. */
  silhouette(name: string, scenes: readonly Scene[], ids: readonly string[] | 'all'): string
  image(name: string): DrawnImage
}

interface Entry extends Omit<DrawnImage, 'svg'> {
  draw: () => string
}

export function createGallery(): Gallery {
  const entries = new Map<string, Entry>()
  const keep = (entry: Entry): string => {
    if (!entries.has(entry.name)) entries.set(entry.name, entry)
    return entry.name
  }
  return {
    picture: (name, scene) => {
      const { width, height } = scene.frame
      return keep({ name, kind: 'picture', width, height, draw: () => drawScene(scene) })
    },
    sheet: (name, draw, side) => keep({ name, kind: 'picture', width: side, height: side, draw }),
    silhouette: (name, scenes, ids) => {
      const [first] = scenes
      if (!first) throw new Error(`${name} shows no scene`)
      const { width, height } = first.frame
      const whole = ids === 'all'
      return keep({
        name: whole ? `full-${width}x${height}.mask` : name,
        kind: 'silhouette',
        grow,
        width,
        height,
        draw: () => (whole ? drawWhole(first.frame) : drawParts(scenes, ids)),
      })
    },
    image: (name) => {
      const entry = entries.get(name)
      if (!entry) throw new Error(`kontextbench-mini draws no "${name}"`)
      const { draw, ...image } = entry
      return { ...image, svg: draw() }
    },
  }
}

import type { DrawnImage } from 'kontextbench'
import { drawParts, drawScene, drawWhole, type Scene } from '../scenes/scene.ts'

/** Masks let a model off by so many pixels, for soft edges. */
const grow = 3

/** Keeps every drawing under its name; the cases name them, building draws those that are wanted. */
export interface Gallery {
  picture(name: string, scene: Scene): string
  /** A drawing of its own, e.g. a reference picture. */
  sheet(name: string, svg: string, side: number): string
  /** Where the named parts stand in any of the scenes. */
  silhouette(name: string, scenes: readonly Scene[], ids: readonly string[] | 'all'): string
  image(name: string): DrawnImage
}

export function createGallery(): Gallery {
  const images = new Map<string, DrawnImage>()
  const keep = (image: DrawnImage): string => {
    if (!images.has(image.name)) images.set(image.name, image)
    return image.name
  }
  return {
    picture: (name, scene) => {
      const { width, height } = scene.frame
      return keep({ name, kind: 'picture', svg: drawScene(scene), width, height })
    },
    sheet: (name, svg, side) => keep({ name, kind: 'picture', svg, width: side, height: side }),
    silhouette: (name, scenes, ids) => {
      const [first] = scenes
      if (!first) throw new Error(`${name} shows no scene`)
      const { width, height } = first.frame
      if (ids === 'all')
        return keep({
          name: `full-${width}x${height}.mask`,
          kind: 'silhouette',
          svg: drawWhole(first.frame),
          width,
          height,
        })
      return keep({ name, kind: 'silhouette', grow, svg: drawParts(scenes, ids), width, height })
    },
    image: (name) => {
      const image = images.get(name)
      if (!image) throw new Error(`kontextbench-mini draws no "${name}"`)
      return image
    },
  }
}

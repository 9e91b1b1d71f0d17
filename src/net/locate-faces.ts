import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { stretchLevels } from '#image/stretch-levels.ts'

export interface FaceBox {
  x: number
  y: number
  width: number
  height: number
}

export interface LocatedFace {
  /** How sure the detector is. */
  score: number
  /** In the pixels of the picture. */
  box: FaceBox
}

/** Side of what the detector looks at. */
const side = 512
/** Faces that fill a picture are found where it is smaller; asked only where nothing was found at full size. */
const looks = [1, 0.7]
const grey = 128

/** In the middle of a grey square. */
function inSquare({ width, height, data }: Pixels, left: number, top: number): Pixels {
  const square = new Uint8Array(side * side * 4).fill(grey)
  for (let y = 0; y < height; y++)
    square.set(data.subarray(y * width * 4, (y + 1) * width * 4), ((top + y) * side + left) * 4)
  return { width: side, height: side, data: square }
}

/**
 * Faces of a picture by a detector that is given squares of 512 x 512 and finds boxes in them. Dark and dull pictures are
 * brought to the whole range of brightness first.
 */
export async function locateFaces(
  picture: Pixels,
  detect: (square: Pixels) => Promise<LocatedFace[]>,
): Promise<LocatedFace[]> {
  for (const share of looks) {
    const scale = (side * share) / Math.max(picture.width, picture.height)
    const [width, height] = [picture.width, picture.height].map((length) =>
      Math.max(1, Math.round(length * scale)),
    ) as [number, number]
    const [left, top] = [Math.floor((side - width) / 2), Math.floor((side - height) / 2)]
    const small = stretchLevels(await resizePixels(picture, width, height))
    const found = await detect(inSquare(small, left, top))
    if (found.length === 0) continue
    const [sx, sy] = [picture.width / width, picture.height / height]
    return found.map(({ score, box }) => ({
      score,
      box: {
        x: (box.x - left) * sx,
        y: (box.y - top) * sy,
        width: box.width * sx,
        height: box.height * sy,
      },
    }))
  }
  return []
}

import { imageSize } from 'image-size'
import { KontextError } from '#schema/kontext-error.ts'

const mediaTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heif: 'image/heif',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
}

/**
 * Size and media type from the header alone: microseconds, on any thread. Says nothing about the
 * rest of the bytes; `decodeImage` does.
 * @throws KontextError `image-invalid` when the header is of no known picture format.
 */
export function inspectImage(bytes: Uint8Array): {
  width: number
  height: number
  mediaType: string
} {
  try {
    const { width, height, type, orientation } = imageSize(bytes)
    const mediaType = mediaTypes[type ?? '']
    if (!mediaType || width < 1 || height < 1) throw new Error('unknown format')
    // EXIF orientations 5 to 8 lie on their side.
    const turned = orientation !== undefined && orientation >= 5
    return turned ? { width: height, height: width, mediaType } : { width, height, mediaType }
  } catch (cause) {
    throw new KontextError('image-invalid', 'the bytes are of no known picture format', 3, {
      cause,
    })
  }
}

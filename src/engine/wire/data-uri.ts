import type { EncodedImage } from '#schema/engine.ts'
import { base64Of } from './picture.ts'

export const dataUriOf = (image: EncodedImage): string =>
  `data:${image.mediaType};base64,${base64Of(image)}`

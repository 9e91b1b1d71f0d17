import { inspectImage } from '#image/inspect.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'

export const base64Of = ({ bytes }: EncodedImage): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

export const dataUriOf = (image: EncodedImage): string =>
  `data:${image.mediaType};base64,${base64Of(image)}`

/** A picture that came as base64, with or without the head of a data URI. */
export const bytesOfBase64 = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64'))

/** The bytes with the type they really have. @throws KontextError `image-invalid` for what is no picture */
export const pictureOf = (bytes: Uint8Array): EncodedImage => ({
  bytes,
  mediaType: inspectImage(bytes).mediaType,
})

/** Told where the picture has another size than was asked. */
export function sizeWarnings(request: EngineRequest, bytes: Uint8Array): Warning[] {
  if (request.width === undefined || request.height === undefined) return []
  const { width, height } = inspectImage(bytes)
  if (width === request.width && height === request.height) return []
  return [
    {
      kind: 'resized',
      feature: 'size',
      message: `asked ${request.width}x${request.height}, got ${width}x${height}`,
    },
  ]
}

export const extraWarnings = (extras: number): Warning[] =>
  extras > 0
    ? [{ kind: 'extra-images', message: `${extras} more images were sent and dropped` }]
    : []

/** Told for each setting of the request that this API has no place for. */
export const unsupportedSettings = (
  request: EngineRequest,
  features: readonly (
    | 'width'
    | 'aspectRatio'
    | 'seed'
    | 'steps'
    | 'guidance'
    | 'quality'
    | 'mask'
  )[],
  why: string,
): Warning[] =>
  features
    .filter((feature) => request[feature] !== undefined)
    .map((feature) => ({
      kind: 'unsupported',
      feature: feature === 'width' ? 'size' : feature,
      message: `${feature === 'width' ? 'size' : feature} is not sent: ${why}`,
    }))

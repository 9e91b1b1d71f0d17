import { z } from 'zod'
import type { EncodedImage, EngineContext } from '#schema/engine.ts'
import { readAnswer } from '#engine/wire/exchange.ts'
import { encodeForm } from '#engine/wire/multipart.ts'
import { dataUriOf } from '#engine/wire/picture.ts'

/** Replicate's OpenAPI: data URIs are for files of up to 256 kB. */
const mostInlineBytes = 256_000

const Uploaded = z.object({ urls: z.object({ get: z.string() }) })

export interface UploadPlace {
  /** The address of the files API. */
  files: string
  headers: Record<string, string>
}

export interface Sent {
  /** A data URI, or the address of the file as Replicate named it. */
  uri: string
  /** When the upload began; absent where nothing was uploaded. */
  startedAt?: number
}

/** A picture as Replicate takes it: small ones inline, others through its files API. @throws CallEnded */
export async function sendPicture(
  image: EncodedImage,
  { files, headers }: UploadPlace,
  context: EngineContext,
): Promise<Sent> {
  if (image.bytes.byteLength <= mostInlineBytes) return { uri: dataUriOf(image) }
  const { body, contentType } = encodeForm([['content', { ...image, name: 'input' }]])
  const response = await context.http.send({
    method: 'POST',
    url: files,
    headers: { ...headers, 'content-type': contentType },
    body,
    signal: context.signal,
  })
  return { uri: readAnswer(response, Uploaded).urls.get, startedAt: response.times.sentAt }
}

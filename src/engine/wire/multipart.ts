import { randomUUID } from 'node:crypto'
import type { EncodedImage } from '#schema/engine.ts'

export interface FormFile extends EncodedImage {
  /** Its ending is added. */
  name: string
}

/** As the form-data standard writes names (HTML, multipart/form-data encoding). */
const escaped = (name: string): string =>
  name.replaceAll(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22')

function headOf(field: string, value: string | FormFile): string {
  const disposition = `Content-Disposition: form-data; name="${escaped(field)}"`
  if (typeof value === 'string') return `${disposition}\r\n\r\n`
  const { name, mediaType } = value
  const filename = `${name}.${mediaType.split('/')[1] ?? 'bin'}`
  return `${disposition}; filename="${escaped(filename)}"\r\nContent-Type: ${mediaType}\r\n\r\n`
}

/**
 * Fields and files as the bytes of a multipart body, so that sending it is one timed write. Made here: FormData and
 * its kin would be loaded in the middle of a measurement, where they stop this thread for 40 ms.
 */
export function encodeForm(fields: readonly (readonly [string, string | FormFile])[]): {
  body: Uint8Array
  contentType: string
} {
  const boundary = `kontextbench-${randomUUID()}`
  const parts = fields.flatMap(([field, value]) => [
    Buffer.from(`--${boundary}\r\n${headOf(field, value)}`),
    typeof value === 'string' ? Buffer.from(value) : value.bytes,
    Buffer.from('\r\n'),
  ])
  return {
    body: new Uint8Array(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])),
    contentType: `multipart/form-data; boundary=${boundary}`,
  }
}

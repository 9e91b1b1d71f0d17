/** Picture work of a report, in a worker thread. */
import { encodeThumbnail } from '#image/encode.ts'
import { serveWorker } from '#pool/serve-worker.ts'
import { differenceMap } from './difference-map.ts'
import { preservationMap } from './preservation-map.ts'

serveWorker({
  thumbnail: ({ bytes, side }: { bytes: Uint8Array; side: number }) => encodeThumbnail(bytes, side),
  difference: ({
    output,
    source,
    side,
  }: {
    output: Uint8Array
    source: Uint8Array
    side: number
  }) => differenceMap(output, source, side),
  preservation: ({ side, ...pictures }: Parameters<typeof preservationMap>[0] & { side: number }) =>
    preservationMap(pictures, side),
})

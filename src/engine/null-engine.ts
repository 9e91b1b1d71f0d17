import { deflateSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0])
const pixels = deflateSync(Buffer.alloc(8 * 25))
const head = Buffer.concat([signature, chunk('IHDR', header)])
const tail = Buffer.concat([chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])

/** A valid PNG of about `size` bytes that no other `serial` has; made in place, for little garbage. */
function distinctPng(serial: string, size: number): Uint8Array {
  const length = Math.max(size - head.length - tail.length - 12, 64)
  const bytes = new Uint8Array(head.length + length + 12 + tail.length)
  const view = Buffer.from(bytes.buffer)
  view.fill(0x20)
  head.copy(view, 0)
  const at = head.length
  view.writeUInt32BE(length, at)
  view.write('tEXt', at + 4, 'latin1')
  view.write(`serial\0${serial}`, at + 8, length, 'latin1')
  view.writeUInt32BE(crc32(view.subarray(at + 4, at + 8 + length)), at + 8 + length)
  tail.copy(view, at + 12 + length)
  return bytes
}

/** Does nothing, for measuring the harness: params `delayMs` and `bytes` (default 0 and 1024). */
export function createEngine(model: Model): Engine {
  const delayMs = Number(model.engine.params?.['delayMs'] ?? 0)
  const size = Number(model.engine.params?.['bytes'] ?? 1024)
  return {
    kind: 'null',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true },
    async generate(request, { signal }) {
      if (delayMs > 0) {
        try {
          await delay(delayMs, undefined, { signal })
        } catch {
          return { outcome: 'cancelled', warnings: [] }
        }
      }
      const bytes = distinctPng(`${request.prompt} ${request.seed ?? ''}`, size)
      return { outcome: 'image', warnings: [], image: { bytes, mediaType: 'image/png' } }
    },
  }
}

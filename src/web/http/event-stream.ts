import type { ServerResponse } from 'node:http'
import { sendEventHead } from './send.ts'

/** Readers of server-sent events. */
export class EventStream {
  readonly #readers = new Set<ServerResponse>()

  get readers(): number {
    return this.#readers.size
  }

  /** Adds a reader, until it goes away. */
  add(response: ServerResponse, signal: AbortSignal): void {
    sendEventHead(response)
    this.#readers.add(response)
    signal.addEventListener('abort', () => {
      this.#readers.delete(response)
      response.end()
    })
  }

  send(value: unknown): void {
    for (const response of this.#readers) response.write(`data: ${JSON.stringify(value)}\n\n`)
  }
}

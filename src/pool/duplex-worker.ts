import { parentPort, workerData, type Worker } from 'node:worker_threads'
import { startThread } from './start-thread.ts'

/** A thread and its owner talk in plain messages; what is posted within one tick crosses as one. */
export interface DuplexThread<Sent, Received> {
  post(message: Sent, transfer?: ArrayBuffer[]): void
  onMessage(listener: (message: Received) => void): void
  /** Called once when the thread ends by itself or by an error. */
  onDeath(listener: (error: Error) => void): void
  close(): Promise<void>
}

interface Port {
  postMessage(value: unknown, transfer: ArrayBuffer[]): void
}

/** Gathers messages until the microtask queue is empty: fewer wake-ups on both sides. */
function createOutbox<Sent>(port: Port) {
  let messages: Sent[] = []
  let transfers: ArrayBuffer[] = []
  const flush = (): void => {
    const [sent, moved] = [messages, transfers]
    messages = []
    transfers = []
    port.postMessage(sent, moved)
  }
  return (message: Sent, transfer: ArrayBuffer[] = []): void => {
    if (messages.push(message) === 1) queueMicrotask(flush)
    for (const buffer of transfer) transfers.push(buffer)
  }
}

/** Starts a thread of a module that calls `serveDuplex`. */
export function startDuplex<Sent, Received>(
  module: URL,
  name: string,
  workerData: unknown,
): DuplexThread<Sent, Received> {
  const worker: Worker = startThread(module, { workerData, name })
  let closed = false
  return {
    post: createOutbox<Sent>(worker),
    onMessage: (listener) =>
      worker.on('message', (messages: Received[]) => {
        for (const message of messages) listener(message)
      }),
    onDeath: (listener) => {
      let told = false
      const tell = (error: Error): void => {
        if (closed || told) return
        told = true
        listener(error)
      }
      worker.on('error', tell)
      worker.on('exit', (code) => tell(new Error(`the thread ended with code ${code}`)))
    },
    async close() {
      closed = true
      await worker.terminate()
    },
  }
}

/** What the owner handed to this thread when it started it. */
export const threadData = (): unknown => workerData

/** The thread's side: answers each message through `post`. */
export function serveDuplex<Received, Sent>(
  serve: (message: Received, post: (message: Sent, transfer?: ArrayBuffer[]) => void) => void,
): void {
  const port = parentPort
  if (!port) throw new Error('serveDuplex runs in a worker thread only')
  const post = createOutbox<Sent>(port)
  port.on('message', (messages: Received[]) => {
    for (const message of messages) serve(message, post)
  })
}

import type { Worker } from 'node:worker_threads'
import { KontextError } from '#schema/kontext-error.ts'
import { startThread } from './start-thread.ts'
import type { WorkerAnswer, WorkerTask } from './worker-message.ts'

export interface WorkerPool {
  /**
   * Runs one task on a free worker, first come first served. Rejects with the task's own error,
   * or with KontextError `worker-crashed` when the thread died under it.
   */
  run<T>(task: string, payload: unknown, transfer?: ArrayBuffer[]): Promise<T>
  close(): Promise<void>
}

export interface WorkerPoolOptions {
  module: URL
  size: number
  name: string
  workerData?: unknown
}

interface Job {
  message: WorkerTask
  transfer: ArrayBuffer[]
  resolve: (value: never) => void
  reject: (error: Error) => void
}

interface Seat {
  worker: Worker
  job?: Job
}

class ThreadPool implements WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #seats = new Set<Seat>()
  readonly #waiting: Job[] = []
  #nextId = 1
  #closed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  run<T>(task: string, payload: unknown, transfer: ArrayBuffer[] = []): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closedError())
    return new Promise<T>((resolve, reject) => {
      const message = { id: this.#nextId++, task, payload }
      this.#waiting.push({ message, transfer, resolve, reject })
      this.#feed()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.splice(0)) job.reject(this.#closedError())
    await Promise.all([...this.#seats].map((seat) => seat.worker.terminate()))
  }

  #closedError(): KontextError {
    return new KontextError('pool-closed', `the ${this.#options.name} pool is closed`)
  }

  #feed(): void {
    while (this.#waiting.length > 0) {
      const seat = this.#freeSeat()
      const job = seat && this.#waiting.shift()
      if (!job) return
      seat.job = job
      seat.worker.ref()
      seat.worker.postMessage(job.message, job.transfer)
    }
  }

  #freeSeat(): Seat | undefined {
    for (const seat of this.#seats) if (!seat.job) return seat
    return this.#seats.size < this.#options.size ? this.#startSeat() : undefined
  }

  #startSeat(): Seat {
    const { module, name, workerData } = this.#options
    const worker = startThread(module, { workerData, name })
    const seat: Seat = { worker }
    worker.on('message', (answer: WorkerAnswer) => this.#settle(seat, answer))
    worker.on('error', (error: Error) => this.#died(seat, error))
    worker.on('exit', (code) => this.#died(seat, new Error(`it ended with code ${code}`)))
    this.#seats.add(seat)
    return seat
  }

  #settle(seat: Seat, answer: WorkerAnswer): void {
    const job = seat.job
    if (job?.message.id !== answer.id) return
    delete seat.job
    // An idle pool must not keep the process alive.
    seat.worker.unref()
    if (answer.ok) job.resolve(answer.value as never)
    else job.reject(new KontextError(answer.error.code ?? 'worker-task', answer.error.message))
    this.#feed()
  }

  #died(seat: Seat, cause: Error): void {
    if (!this.#seats.delete(seat)) return
    const message = `a ${this.#options.name} worker died: ${cause.message}`
    seat.job?.reject(new KontextError('worker-crashed', message, 3, { cause }))
    if (!this.#closed) this.#feed()
  }
}

/** A fixed number of threads started on first use; one that dies takes its task with it, not the pool. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  return new ThreadPool(options)
}

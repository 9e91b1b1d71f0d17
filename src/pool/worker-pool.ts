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

/** A fixed number of threads started on first use; a thread that dies takes its task with it, not the pool. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const seats = new Set<Seat>()
  const waiting: Job[] = []
  let nextId = 1
  let closed = false

  const seatDied = (seat: Seat, error: Error): void => {
    if (!seats.delete(seat)) return
    seat.job?.reject(
      new KontextError('worker-crashed', `a ${options.name} worker died: ${error.message}`, 3, {
        cause: error,
      }),
    )
    if (!closed) feed()
  }

  const startSeat = (): Seat => {
    const worker = startThread(options.module, {
      workerData: options.workerData,
      name: options.name,
    })
    const seat: Seat = { worker }
    worker.on('message', (answer: WorkerAnswer) => settle(seat, answer))
    worker.on('error', (error: Error) => seatDied(seat, error))
    worker.on('exit', (code) => seatDied(seat, new Error(`it ended with code ${code}`)))
    seats.add(seat)
    return seat
  }

  const settle = (seat: Seat, answer: WorkerAnswer): void => {
    const job = seat.job
    if (job?.message.id !== answer.id) return
    delete seat.job
    // An idle pool must not keep the process alive.
    seat.worker.unref()
    if (answer.ok) job.resolve(answer.value as never)
    else job.reject(new KontextError(answer.error.code ?? 'worker-task', answer.error.message))
    feed()
  }

  const freeSeat = (): Seat | undefined => {
    for (const seat of seats) if (!seat.job) return seat
    return seats.size < options.size ? startSeat() : undefined
  }

  const feed = (): void => {
    while (waiting.length > 0) {
      const seat = freeSeat()
      if (!seat) return
      const job = waiting.shift()
      if (!job) return
      seat.job = job
      seat.worker.ref()
      seat.worker.postMessage(job.message, job.transfer)
    }
  }

  return {
    run: (task, payload, transfer = []) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new KontextError('pool-closed', `the ${options.name} pool is closed`))
          return
        }
        waiting.push({ message: { id: nextId++, task, payload }, transfer, resolve, reject })
        feed()
      }),
    async close() {
      closed = true
      for (const job of waiting.splice(0)) {
        job.reject(new KontextError('pool-closed', `the ${options.name} pool was closed`))
      }
      await Promise.all([...seats].map((seat) => seat.worker.terminate()))
    },
  }
}

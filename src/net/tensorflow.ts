import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { KontextError } from '#schema/kontext-error.ts'
import { MissingPackageError } from '#schema/missing-package-error.ts'
import { registerEinsum } from './einsum.ts'

export type Tensorflow = typeof import('@tensorflow/tfjs')
type WasmBackend = typeof import('@tensorflow/tfjs-backend-wasm')

/** Not by `import`: packages of nets `require` the same files, and there must be one of each. */
const require = createRequire(import.meta.url)

function optional<T>(name: string, purpose: string): T {
  try {
    return require(name) as T
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'MODULE_NOT_FOUND'
    throw isAbsent ? new MissingPackageError(name, purpose, { cause }) : cause
  }
}

/** The backend's own handlers rethrow every stray error of this thread as theirs. */
async function withoutItsHandlers(work: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.rawListeners(event))
  await work()
  for (const [index, event] of events.entries()) {
    const added = process.rawListeners(event).filter((one) => !before[index]?.includes(one))
    for (const one of added) process.removeListener(event, one as () => void)
  }
}

/**
 * TensorFlow.js on its WebAssembly backend, one thread, nothing fetched. It keeps its state in the
 * thread's globals, so asking again is cheap and gives the same one.
 * @throws MissingPackageError where a package of it is absent
 */
export async function loadTensorflow(purpose: string): Promise<Tensorflow> {
  const tf = optional<Tensorflow>('@tensorflow/tfjs', purpose)
  const wasm = optional<WasmBackend>('@tensorflow/tfjs-backend-wasm', purpose)
  if (tf.getBackend() === 'wasm') {
    await tf.ready()
    return tf
  }
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
  registerEinsum(tf)
  await withoutItsHandlers(async () => {
    if (await tf.setBackend('wasm')) return
    throw new KontextError('net-backend', 'the WebAssembly backend of TensorFlow.js cannot start')
  })
  return tf
}

import { createRequire } from 'node:module'
import { MissingPackageError } from '#schema/missing-package-error.ts'

type Web = typeof import('onnxruntime-web')
export type Session = import('onnxruntime-web').InferenceSession

/** Which build of ONNX Runtime answers; part of the version of every metric that uses one. */
export type OnnxBackend = 'ortnode' | 'ortweb'

/** Both builds have the same classes. */
export interface OnnxRuntime {
  backend: OnnxBackend
  Tensor: Web['Tensor']
  /** One thread, so that a net answers the same on every machine and leaves the other cores alone. */
  open(model: Uint8Array): Promise<Session>
}

const require = createRequire(import.meta.url)

/** The native build where it is installed, else the web build. Looks without loading either. */
export function onnxBackend(): OnnxBackend {
  try {
    require.resolve('onnxruntime-node')
    return 'ortnode'
  } catch {
    return 'ortweb'
  }
}

function native(): OnnxRuntime {
  const ort = require('onnxruntime-node') as Web
  return {
    backend: 'ortnode',
    Tensor: ort.Tensor,
    open: (model) =>
      ort.InferenceSession.create(model, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        logSeverityLevel: 3,
      }),
  }
}

async function web(purpose: string): Promise<OnnxRuntime> {
  let ort: Web
  try {
    ort = await import('onnxruntime-web')
  } catch (cause) {
    throw new MissingPackageError('onnxruntime-web', purpose, { cause })
  }
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  return {
    backend: 'ortweb',
    Tensor: ort.Tensor,
    open: (model) => ort.InferenceSession.create(model),
  }
}

/** @throws MissingPackageError where neither build is installed */
export const loadOnnxRuntime = async (purpose: string): Promise<OnnxRuntime> =>
  onnxBackend() === 'ortnode' ? native() : web(purpose)

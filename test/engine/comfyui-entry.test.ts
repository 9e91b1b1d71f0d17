import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { loadModels } from '#task/load-models.ts'
import { comfyModel, editWorkflow, kontextGraph, shownModels } from '../fixture/comfy-wire.ts'

describe('a comfyui entry', () => {
  const wrong = (change: object) => createEngine(comfyModel([{ ...editWorkflow, ...change }]))
  const binding = (name: string, place: unknown) => ({
    bindings: { ...editWorkflow.bindings, [name]: place },
  })

  it.each([
    [
      binding('seed', { node: '31', input: 'seed' }),
      /m\.engine\.params\.workflows\.0\.bindings\.seed": there is no node "31" in the workflow\. It has unet \(UNETLoader\), clip/,
    ],
    [
      binding('seed', { node: 'sampler', input: 'noise_seed' }),
      /node sampler \(KSampler\) has no input "noise_seed"\. It has model, positive/,
    ],
    [
      binding('prompt', { node: 'prompt', input: 'clip' }),
      /input "clip" of node prompt \(CLIPTextEncode\) comes from node clip/,
    ],
    [
      binding('prompt', { node: 'sampler', input: 'seed' }),
      /input "seed" of node sampler \(KSampler\) holds 1, but what is bound is text/,
    ],
    [binding('size', { node: 'sampler', input: 'seed' }), /size/],
    [binding('seed', { node: 'toString', input: 'seed' }), /there is no node "toString"/],
    [{ output: 'nowhere' }, /workflows\.0\.output": there is no node "nowhere"/],
    [{ workNodes: ['nowhere'] }, /workNodes": there is no node "nowhere"/],
    [{ set: [{ node: 'vae', input: 'name', value: 1 }] }, /node vae \(VAELoader\) has no input/],
    [{ graph: 'kontext.api.json' }, /no workflow in API format; the name of its file/],
    [{ graph: { a: { inputs: {} } } }, /graph\.a\.class_type/],
  ])(
    'with a mistake is told in a sentence that names node and input: %#',
    async (change, message) => {
      await expect(wrong(change)).rejects.toThrow(message)
    },
  )

  it('of the docs loads its workflow from beside its file, and binds', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'kb-comfy-'))
    const modelsFile = join(dir, 'models.json')
    writeFileSync(modelsFile, JSON.stringify(shownModels))
    await expect(loadModels({ folders: [], modelsFile })).rejects.toThrow(
      /workflows\.0\.graph": the workflow "kontext\.api\.json" cannot be read/,
    )
    writeFileSync(join(dir, 'kontext.api.json'), '{"nodes":[],"links":[],"version":0.4}')
    await expect(loadModels({ folders: [], modelsFile })).rejects.toThrow(/Export \(API\)/)
    writeFileSync(join(dir, 'kontext.api.json'), JSON.stringify(kontextGraph))
    const model = (await loadModels({ folders: [], modelsFile })).get('kontext-dev-comfyui')
    if (!model) throw new Error('not listed')
    // The workflow itself is kept, and nothing of where it lies.
    expect(JSON.stringify(model)).not.toContain(dir)
    expect((await createEngine(model)).capabilities).toEqual({
      edit: true,
      generate: false,
      mask: false,
      seed: true,
      maxInputs: 1,
    })
  })
})

import { describe, expect, it } from 'vitest'
import { encodeMaskPng } from '#image/encode.ts'
import { callWire, wireContract, type WireCall } from '../contract/wire.contract.ts'
import {
  comfy,
  editing,
  editWorkflow,
  entry,
  idIn,
  json,
  kontextGraph,
  promptIn,
  textWorkflow,
} from '../fixture/comfy-wire.ts'

const sentGraph = ({ asked }: WireCall) => {
  const submit = asked.find((one) => comfy.stepOf(one) === 'submit')
  if (!submit) throw new Error('nothing was submitted')
  return promptIn(submit).prompt
}

describe('comfyui', () => {
  wireContract(comfy, ['submit', 'poll', 'picture'])

  it('uploads the source by its content and puts every value where it is bound', async () => {
    const call = await callWire(
      comfy,
      {},
      { request: await editing(1, { seed: 5, steps: 8, guidance: 3 }) },
    )
    const [upload] = call.asked
    expect(upload?.path).toBe('/upload/image')
    expect(upload?.body.toString('latin1')).toMatch(/filename="[0-9a-f]{32}\.png"/)
    const graph = sentGraph(call)
    expect(graph['prompt']?.inputs).toMatchObject({ text: 'a cat', clip: ['clip', 0] })
    expect(graph['source']?.inputs['image']).toBe('kontextbench/up.png')
    expect(graph['sampler']?.inputs).toMatchObject({
      seed: 5,
      steps: 8,
      latent_image: ['encoded', 0],
    })
    expect(graph['guided']?.inputs['guidance']).toBe(3)
    expect(call.result.outcome).toMatchObject({ outcome: 'image', seed: 5, warnings: [] })
  })

  it('leaves the workflow of the entry as it was, call after call', async () => {
    const before = structuredClone(editWorkflow)
    await callWire(comfy, {}, { request: await editing(1, { seed: 5 }) })
    expect(editWorkflow).toEqual(before)
  })

  it('takes the workflow without pictures for text, with its size and its constants', async () => {
    const call = await callWire(comfy, {}, { request: { width: 640, height: 320 } })
    const graph = sentGraph(call)
    expect(graph['empty']?.inputs).toMatchObject({ width: 640, height: 320 })
    expect(graph['saved']?.inputs['filename_prefix']).toBe('text')
    expect(call.asked.some(({ path }) => path === '/upload/image')).toBe(false)
    // Not asked, so the workflow's own; and told, since it was drawn with it.
    expect(call.result.outcome.seed).toBe(1)
  })

  it('says what the workflow has no place for, and never leaves a place open', async () => {
    const many = await callWire(comfy, {}, { request: await editing(3, { width: 64, height: 64 }) })
    expect(many.result.outcome.warnings.map(({ kind, feature }) => [kind, feature])).toEqual([
      ['unsupported', 'images'],
      ['unsupported', 'size'],
      ['resized', 'size'],
    ])
    const { height: _height, ...wide } = textWorkflow.bindings
    const half = await callWire(
      comfy,
      {},
      {
        request: { width: 2, height: 2 },
        params: { workflows: [{ ...textWorkflow, bindings: wide }] as never },
      },
    )
    expect(half.result.outcome.warnings).toMatchObject([{ kind: 'unsupported', feature: 'size' }])
    const two = {
      ...editWorkflow,
      bindings: {
        ...editWorkflow.bindings,
        images: [
          { node: 'source', input: 'image' },
          { node: 'vae', input: 'vae_name' },
        ],
      },
    }
    const few = await callWire(
      comfy,
      {},
      { request: await editing(1), params: { workflows: [two as never] } },
    )
    expect(few.result.outcome).toMatchObject({ outcome: 'unsupported' })
    expect(few.asked).toEqual([])
    const none = await callWire(comfy, {}, { params: { workflows: [editWorkflow as never] } })
    expect(none.result.outcome).toMatchObject({ outcome: 'unsupported' })
  })

  it('uploads a mask for a workflow that binds one, and takes that workflow only with a mask', async () => {
    const masked = {
      ...editWorkflow,
      graph: {
        ...kontextGraph,
        mask: { class_type: 'LoadImageMask', inputs: { image: 'm.png', channel: 'red' } },
      },
      bindings: { ...editWorkflow.bindings, mask: { node: 'mask', input: 'image' } },
    }
    const workflows = [masked, editWorkflow] as never
    const bytes = await encodeMaskPng({ width: 2, height: 2, data: new Uint8Array(4).fill(255) })
    const mask = { bytes, mediaType: 'image/png' }
    const withMask = await callWire(
      comfy,
      {},
      { request: await editing(1, { mask }), params: { workflows } },
    )
    expect(sentGraph(withMask)['mask']?.inputs['image']).toBe('kontextbench/up.png')
    expect(withMask.asked.filter(({ path }) => path === '/upload/image')).toHaveLength(2)
    const without = await callWire(comfy, {}, { request: await editing(1), params: { workflows } })
    expect(sentGraph(without)).not.toHaveProperty('mask')
  })

  it('takes queue and inference from the server, to the millisecond', async () => {
    const { result } = await callWire(comfy)
    expect(result.outcome).toMatchObject({
      phases: { queueMs: 250, inferenceMs: 1639 },
      server: { cachedNodes: [] },
    })
    expect(result.outcome).not.toHaveProperty('untimed')
  })

  it('tells which node does not take what', async () => {
    const { result } = await callWire(comfy, {
      submit: json(
        {
          error: {
            type: 'prompt_outputs_failed_validation',
            message: 'Prompt outputs failed validation',
            details: '',
            extra_info: {},
          },
          node_errors: {
            unet: {
              class_type: 'UNETLoader',
              dependent_outputs: ['saved'],
              errors: [
                {
                  type: 'value_not_in_list',
                  message: 'Value not in list',
                  details: "unet_name: 'x' not in []",
                  extra_info: {},
                },
              ],
            },
          },
        },
        400,
      ),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: {
        kind: 'bad-request',
        status: 400,
        message:
          "HTTP 400: Prompt outputs failed validation; node unet (UNETLoader): Value not in list (unet_name: 'x' not in [])",
      },
    })
  })

  it.each([
    [
      'an error of a node',
      {
        status: { status_str: 'error', completed: false },
        messages: [
          ['execution_start', { timestamp: 1 }],
          [
            'execution_error',
            {
              node_id: 'sampler',
              node_type: 'KSampler',
              exception_type: 'torch.OutOfMemoryError',
              exception_message: 'Allocation on device',
              traceback: [],
              timestamp: 2,
            },
          ],
        ],
      },
      'node sampler (KSampler): torch.OutOfMemoryError: Allocation on device',
    ],
    [
      'an interruption by someone else',
      { status: { status_str: 'error' }, messages: [['execution_interrupted', { timestamp: 2 }]] },
      'the job was interrupted at the server',
    ],
    ['an unknown status', { status: { status_str: 'dreaming' } }, 'the server says "dreaming"'],
    ['no picture', { outputs: {} }, 'node saved gave no picture; none did'],
  ])('fails at once with %s', async (_, changes, message) => {
    const { result } = await callWire(
      comfy,
      { poll: (asked) => json(entry(idIn(asked), changes)) },
      { request: await editing() },
    )
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message, retryable: false },
    })
  })

  it('stops waiting for a job that a server started anew no longer knows', async () => {
    const { result } = await callWire(comfy, { poll: json({}) })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringContaining('no longer knows the job') },
    })
  })

  it('takes saved pictures before previews, and counts what it drops', async () => {
    const outputs = {
      4: { images: [{ filename: 'p.png', subfolder: '', type: 'temp' }] },
      9: {
        images: [
          { filename: 'a b.png', subfolder: 'x', type: 'output' },
          { filename: 'c.png', subfolder: 'x', type: 'output' },
        ],
      },
      11: { text: ['not a picture'] },
    }
    const { asked, result } = await callWire(comfy, {
      poll: (one) => json(entry(idIn(one), { outputs })),
    })
    const view = asked.find((one) => comfy.stepOf(one) === 'picture')
    expect(view?.path).toBe('/view?filename=a+b.png&subfolder=x&type=output')
    expect(result.outcome.warnings).toContainEqual(
      expect.objectContaining({ kind: 'extra-images' }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { createEngine, engineKinds } from '#engine/create-engine.ts'
import { knownModels } from '#engine/registry.ts'
import { isFree, priceOfCall } from '#plan/price.ts'
import { Model } from '#schema/model.ts'

const localKinds = ['comfyui', 'sdcpp']

describe('the registry', () => {
  it('holds well-formed entries under ids of their own', () => {
    for (const model of knownModels) {
      expect(Model.parse(model)).toEqual(model)
      expect(model.id).toMatch(/^[a-z0-9.-]+(:[a-z0-9-]+)?@[a-z]+$/)
      expect(engineKinds).toContain(model.engine.kind)
    }
    expect(new Set(knownModels.map(({ id }) => id)).size).toBe(knownModels.length)
  })

  it('names a key for every server of others, and never holds one', () => {
    for (const { engine } of knownModels) {
      if (localKinds.includes(engine.kind))
        expect(engine).toMatchObject({ baseUrl: expect.stringContaining('127.0.0.1') })
      else expect(engine.apiKeyEnv).toMatch(/^[A-Z0-9_]+$/)
    }
  })

  it('says of each price when and by whom, and never 0 for what is not known', () => {
    for (const { id, price, engine } of knownModels) {
      if (!price) continue
      expect([id, price.source.length > 5]).toEqual([id, true])
      expect(price.asOf).toMatch(/^2026-\d\d-\d\d$/)
      if (!localKinds.includes(engine.kind)) expect(price.usd).toBeGreaterThan(0)
      expect(isFree({ engine } as Model)).toBe(false)
    }
  })

  it('makes a cost of the tokens that GPT image and Gemini count', () => {
    const tokens = { textIn: 10, imageIn: 1290, imageOut: 1290 }
    const costOf = (id: string): number | undefined => {
      const model = knownModels.find((one) => one.id === id)
      return model && priceOfCall(model, { id: 's', chain: 'own-output', seed: 1 }, { tokens })
    }
    expect(costOf('gpt-image-1.5:high@openai')).toBeCloseTo(
      (10 * 5 + 1290 * 8 + 1290 * 32) / 1e6,
      9,
    )
    expect(costOf('gpt-image-2:high@openai')).toBeCloseTo((10 * 5 + 1290 * 8 + 1290 * 30) / 1e6, 9)
    expect(costOf('gemini-2.5-flash-image@gemini')).toBeCloseTo((1300 * 0.3 + 1290 * 30) / 1e6, 9)
  })

  it("holds the announcement's models with tier and API", () => {
    const ids = knownModels.map(({ id }) => id)
    for (const provider of ['bfl', 'fal', 'replicate', 'together', 'runware'])
      for (const tier of ['pro', 'max']) expect(ids).toContain(`flux-kontext-${tier}@${provider}`)
    for (const provider of ['fal', 'replicate', 'runware', 'datacrunch', 'comfyui', 'sdcpp'])
      expect(ids).toContain(`flux-kontext-dev@${provider}`)
    for (const id of [
      'flux-pro-1.1@bfl',
      'flux-2-pro@bfl',
      'gpt-image-1.5:high@openai',
      'gemini-2.5-flash-image@gemini',
      'gen4-references@replicate',
      'step1x-edit@replicate',
      'hidream-e1.1@replicate',
      'bagel@fal',
      'imagen-4@replicate',
      'recraft-3@fal',
      'ideogram-3@fal',
    ])
      expect(ids).toContain(id)
    expect(knownModels.find(({ id }) => id === 'flux-kontext-pro@bfl')?.limits?.concurrency).toBe(
      24,
    )
  })

  it.each(knownModels)('promises of $id nothing that its engine denies', async (model) => {
    const { capabilities } = await createEngine(model)
    const said = model.capabilities ?? capabilities
    for (const ability of ['edit', 'generate', 'mask'] as const)
      if (said[ability]) expect([ability, capabilities[ability]]).toEqual([ability, true])
    // These know what each of their models can do.
    if (['bfl', 'fal', 'replicate'].includes(model.engine.kind)) expect(said).toEqual(capabilities)
  })
})

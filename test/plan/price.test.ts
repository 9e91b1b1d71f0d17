import { describe, expect, it } from 'vitest'
import { priceOfCall } from '#plan/price.ts'
import { Model, type ModelInput } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'

type PriceInput = NonNullable<ModelInput['price']>

const priced = (price: Omit<PriceInput, 'asOf' | 'source'> | null) =>
  Model.parse({
    id: 'm',
    name: 'm',
    engine: { kind: 'bfl' },
    price: price && { ...price, asOf: '2026-11-24', source: 'test' },
  })
const setting: Setting = { id: 's', chain: 'own-output', seed: 1 }
const sized: Setting = { ...setting, width: 2000, height: 1000 }

describe('priceOfCall', () => {
  it('is unknown where no price is, and nothing where nobody bills', () => {
    expect(priceOfCall(priced(null), setting)).toBeUndefined()
    const free = { ...priced(null), engine: { kind: 'null' } }
    expect(priceOfCall(free, setting)).toBe(0)
  })

  it('takes an image at its price, whatever its size', () => {
    expect(priceOfCall(priced({ usd: 0.04, per: 'image' }), sized)).toBe(0.04)
  })

  it('takes megapixels as asked, and as made once that is known', () => {
    const model = priced({ usd: 0.01, per: 'megapixel' })
    expect(priceOfCall(model, sized)).toBeCloseTo(0.02)
    expect(priceOfCall(model, sized, { outputPixels: 1_000_000 })).toBeCloseTo(0.01)
  })

  // BFL's published formula: first + (out - 1) x further + in x further; FLUX.2 [pro] .03 and .015.
  it("follows BFL's formula: first megapixel whole, further ones, and inputs", () => {
    const model = priced({ usd: 0.015, firstUsd: 0.03, inputUsd: 0.015, per: 'megapixel' })
    const megapixel = { outputPixels: 1_000_000 }
    expect(priceOfCall(model, setting, megapixel)).toBeCloseTo(0.03)
    expect(priceOfCall(model, setting, { outputPixels: 250_000 })).toBeCloseTo(0.03)
    expect(priceOfCall(model, setting, { ...megapixel, inputPixels: [1_000_000] })).toBeCloseTo(
      0.045,
    )
    expect(
      priceOfCall(model, setting, { outputPixels: 3_000_000, inputPixels: [1e6, 1e6] }),
    ).toBeCloseTo(0.09)
  })

  // Replicate's FLUX.2 [pro]: .015 a run, .015 a megapixel in, .015 a megapixel out.
  it('adds what a call costs in any case', () => {
    const model = priced({ usd: 0.015, callUsd: 0.015, inputUsd: 0.015, per: 'megapixel' })
    expect(
      priceOfCall(model, setting, { outputPixels: 1_000_000, inputPixels: [1_000_000] }),
    ).toBeCloseTo(0.045)
  })

  it('takes seconds once the server told them, and foretells nothing', () => {
    const model = priced({ usd: 0.001, per: 'second' })
    expect(priceOfCall(model, setting)).toBeUndefined()
    expect(priceOfCall(model, setting, { seconds: 3 })).toBeCloseTo(0.003)
  })

  it('lets counted tokens decide over what was expected of an image', () => {
    const model = priced({
      usd: 0.034,
      per: 'image',
      tokens: { textIn: 5, imageIn: 8, imageOut: 32 },
    })
    expect(priceOfCall(model, setting)).toBe(0.034)
    expect(
      priceOfCall(model, setting, { tokens: { textIn: 100, imageIn: 1000, imageOut: 1056 } }),
    ).toBeCloseTo(0.0005 + 0.008 + 0.033792)
    // A kind without a price: the sum would be too low, so the expectation stays.
    expect(priceOfCall(model, setting, { tokens: { textOut: 10, imageOut: 1056 } })).toBe(0.034)
  })

  it('bills a refusal by its counted tokens alone, and what counted none by nothing known', () => {
    const model = priced({ usd: 0.039, per: 'image', tokens: { textIn: 0.3, imageOut: 30 } })
    const told = { textIn: 1000, imageOut: 0 }
    expect(priceOfCall(model, setting, { undelivered: true, tokens: told })).toBeCloseTo(0.0003)
    expect(priceOfCall(model, setting, { undelivered: true })).toBeUndefined()
    // Servers that fill in a usage of zeros count nothing.
    expect(priceOfCall(model, setting, { tokens: { textIn: 0, imageOut: 0 } })).toBe(0.039)
  })

  it('takes output tokens at a price each', () => {
    const model = priced({ usd: 0.00003, per: 'token' })
    expect(priceOfCall(model, setting)).toBeUndefined()
    expect(priceOfCall(model, setting, { tokens: { imageOut: 1290 } })).toBeCloseTo(0.0387)
  })
})

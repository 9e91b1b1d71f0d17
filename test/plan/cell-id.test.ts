import { describe, expect, it } from 'vitest'
import { createCellIdentifier } from '#plan/cell-id.ts'
import type { Case } from '#schema/case.ts'
import type { Model } from '#schema/model.ts'

const subject = {
  turns: [{ instruction: 'a cat', inputs: [], known: {} }],
} as unknown as Case

const cellIdOf = (engine: Model['engine']): string =>
  createCellIdentifier(
    { id: 'm', name: 'm', price: null, engine },
    {
      id: 's',
      chain: 'own-output',
      seed: null,
    },
  )(subject, 1)

describe('createCellIdentifier', () => {
  it('gives an ask the same id wherever its module lies', () => {
    const at = (module: string): string =>
      cellIdOf({ kind: 'ai-sdk', model: 'x', params: { module, export: 'create' } })
    expect(at('/home/ada/bench/my-model.js')).toBe(at('/srv/my-model.js'))
    expect(at('/srv/my-model.js')).not.toBe(at('/srv/another.js'))
    expect(at('@ai-sdk/openai')).not.toBe(at('@other/openai'))
  })

  it('changes with the fields that are sent', () => {
    const at = (params: NonNullable<Model['engine']['params']>): string =>
      cellIdOf({ kind: 'gemini', model: 'x', params })
    expect(at({ fields: { a: 1 } })).not.toBe(at({ fields: {} }))
  })
})

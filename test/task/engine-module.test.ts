import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { withEngineModule } from '#task/engine-module.ts'
import type { Model } from '#schema/model.ts'

const here = fileURLToPath(import.meta.url)
const entry = (engine: Model['engine']): Model => ({ id: 'm', name: 'm', price: null, engine })

describe('withEngineModule', () => {
  it('finds a module of the AI SDK beside the file that lists the model, and leaves packages alone', () => {
    const at = (module: string) =>
      withEngineModule(entry({ kind: 'ai-sdk', params: { module } }), here).engine.params
    expect(at('./engine-module.test.ts')).toEqual({ module: here })
    expect(at('@ai-sdk/openai')).toEqual({ module: '@ai-sdk/openai' })
    expect(() => at('./absent.js')).toThrow(/there is no engine module/)
  })

  it('touches the params of no other kind', () => {
    const model = entry({ kind: 'command', params: { module: './absent.js' } })
    expect(withEngineModule(model, here)).toBe(model)
  })
})

import { describe, expect, it } from 'vitest'
import { checkLoad } from '#plan/check-load.ts'
import { Bench } from '#schema/bench.ts'
import { aCase } from '../fixture/documents.ts'

const bench = (scenario: object) =>
  Bench.parse({
    id: 'b',
    title: 'b',
    dataSets: ['set'],
    models: ['m'],
    load: { scenarios: [{ scenario: 'single-stream' }, scenario] },
  })
const server = { scenario: 'server', ratePerSecond: 3 }
const turn = { instruction: 'x', inputs: [] }
const chain = aCase('chain', { turns: [turn, turn] })

describe('a latency bench', () => {
  it('needs a case of one turn', () => {
    const engines = new Map([['m', { work: 'wire' as const }]])
    expect(() => checkLoad(bench(server), [chain], engines)).toThrow(/no case of one turn/)
    expect(() => checkLoad(bench(server), [chain, aCase('one')], engines)).not.toThrow()
  })

  it('sends nothing at a rate to what computes in this process', () => {
    const engines = new Map([
      ['far', { work: 'wire' as const }],
      ['near', { work: 'compute' as const }],
    ])
    expect(() => checkLoad(bench(server), [aCase('one')], engines)).toThrow(
      /near computes in this process, where calls due at server-3/,
    )
    expect(() => checkLoad(bench({ scenario: 'offline' }), [aCase('one')], engines)).not.toThrow()
  })
})

import { describe, expect, it } from 'vitest'
import { Bench } from '#schema/bench.ts'
import { levelSettingId, offeredSetting, type Scenario } from '#schema/load.ts'
import { parseAt } from '#schema/parse.ts'

const benchWith = (load: object) => () =>
  parseAt(Bench, { id: 'b', title: 'b', dataSets: ['d'], models: ['m'], load }, { field: 'bench' })

const sentence = (load: object): string => {
  try {
    benchWith(load)()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'taken'
}

const rates = (...all: number[]) =>
  all.map((ratePerSecond) => ({ scenario: 'server', ratePerSecond }))

describe('a load that cannot be', () => {
  it('is told in one sentence with its field', () => {
    expect(sentence({ scenarios: rates(1, 2), minSamples: 65 })).toMatch(
      /bench\.load\.minSamples.*at least 65 samples are asked, and at most 64/s,
    )
    expect(sentence({ scenarios: rates(1, 2, 2) })).toMatch(
      /bench\.load\.scenarios\.2.*server-2 stands there twice/s,
    )
    expect(sentence({ scenarios: [{ scenario: 'offline' }, { scenario: 'offline' }] })).toMatch(
      /scenarios\.1.*offline stands there twice/s,
    )
    expect(sentence({ scenarios: rates(4, 1) })).toMatch(/scenarios\.1.*server-1.*rise/s)
    expect(sentence({ scenarios: [] })).toMatch(/scenarios/)
    expect(sentence({ scenarios: [...rates(1, 2), { scenario: 'single-stream' }] })).toBe('taken')
  })
})

describe('the setting of a level', () => {
  it('is found again in its name', () => {
    const load: Scenario = { scenario: 'server', ratePerSecond: 2.5, maxInFlight: 8 }
    expect(offeredSetting({ id: levelSettingId('a+b', load), load })).toBe('a+b')
    expect(offeredSetting({ id: 'server-2.5', load })).toBe('')
    expect(offeredSetting({ id: 'square' })).toBe('')
  })
})

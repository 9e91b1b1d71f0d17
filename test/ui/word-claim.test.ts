import { describe, expect, it } from 'vitest'
import type { Claim } from '#schema/comparison.ts'
import { en } from '#ui/messages/en.ts'
import { zh } from '#ui/messages/zh.ts'
import { wordClaims } from '#ui/word-claim.ts'

const names = { task: (id: string) => id.toUpperCase(), model: (id: string) => id }
const claims: Claim[] = [
  { claim: 'awaits-votes', task: 'a' },
  { claim: 'not-distinguishable', task: 'b', models: ['m', 'n'] },
  { claim: 'not-distinguishable', task: 'c', models: ['n', 'm'] },
  { claim: 'not-distinguishable', task: 'd', models: ['m', 'o'] },
  { claim: 'leads', task: 'e', model: 'm', over: ['n'] },
]

describe('claims in words', () => {
  it('says once what holds for several tasks, and what decides first', () => {
    expect(wordClaims(claims, en, names)).toEqual([
      'm leads over n on E.',
      'm, n cannot be told apart on B, C.',
      'm, o cannot be told apart on D.',
      'Awaiting votes: A.',
    ])
    expect(wordClaims(claims, zh, names)).toHaveLength(4)
  })

  it('has every message in both languages, with the same places to fill', () => {
    const places = (text: unknown): string[] =>
      String(text)
        .match(/\{\w+\}/g)
        ?.toSorted() ?? []
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted())
    for (const [key, text] of Object.entries(en))
      expect(places(zh[key as keyof typeof zh]), key).toEqual(places(text))
  })
})

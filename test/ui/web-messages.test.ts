import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { webEn } from '#ui/messages/web-en.ts'
import { webZh } from '#ui/messages/web-zh.ts'

const folder = fileURLToPath(new URL('../../src/web/page/', import.meta.url))
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
  .join('\n')

const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([all]) => all).sort()

describe('sentences of the pages', () => {
  it('are the same in both languages, with the same places to fill', () => {
    for (const [key, text] of Object.entries(webEn))
      expect([key, placesOf(webZh[key as keyof typeof webZh])]).toEqual([key, placesOf(text)])
    expect(Object.keys(webZh).sort()).toEqual(Object.keys(webEn).sort())
  })

  it('are all used, and all that is used is there', () => {
    const named = (key: string): boolean => new RegExp(`['"\`.]${key}\\b|\\b${key}:`).test(scripts)
    const composed = ['invitationTitle', 'invitationText', 'welcomeTitle', 'welcomeText']
    expect(Object.keys(webEn).filter((key) => !named(key) && !composed.includes(key))).toEqual([])
    const asked = [...scripts.matchAll(/\bsay\(\s*'(\w+)'/g)].map(([, key]) => key)
    expect(asked.filter((key) => !(key! in webEn))).toEqual([])
  })
})

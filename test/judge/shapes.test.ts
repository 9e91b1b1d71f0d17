import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastObject } from '#judge/last-object.ts'
import { choiceShape, marksShape, readAnswer } from '#judge/shapes.ts'

const fenced = (text: string): string => `\`\`\`json\n${text}\n\`\`\``
const marks = marksShape(['success', 'restraint'], [0, 10])
const read = (text: string) => readAnswer(text, choiceShape)

describe('an answer', () => {
  it.each([
    ['plain', '{"reason":"r","choice":"A"}', 'a'],
    ['fenced', fenced('{"reason":"r","choice":"B"}'), 'b'],
    ['talked about', 'Well {then}. {"choice":"A"}? No:\n{"choice":"B"} :-}', 'b'],
    ['with braces in its words', '{"reason":"} {\\"choice\\":\\"B\\"} {","choice":"A"}', 'a'],
    ['holding others', '{"choice":"tie","more":{"choice":"A"}}', 'tie'],
    ['spelled otherwise', '{"choice":" Both_Bad "}', 'both-bad'],
  ])('is read: %s', (_, text, choice) => {
    expect(read(text)).toMatchObject({ value: { choice } })
  })

  it.each([
    ['', 'the answer is empty'],
    ['I would say A.', 'no JSON object in "I would say A."'],
    ['{"reason":"A","choice":', 'no JSON object in "{"reason":"A","choice":"'],
    ['{"choice":"C"}', 'choice: is not one of A, B, tie, both-bad'],
    ['{"choice":"A or B"}', 'choice: is not one of A, B, tie, both-bad'],
    ['{"choice":["A"]}', 'choice: Invalid input: expected string, received array'],
    ['[{"answer":1}]', 'choice: Invalid input: expected string, received undefined'],
  ])('is not guessed: %s', (text, fault) => {
    expect(read(text)).toEqual({ fault })
  })

  it('holds marks that are numbers in their range, and nothing made out of anything else', () => {
    const ok = readAnswer('{"reason":"r","success":8,"restraint":"7.5"}', marks)
    expect(ok).toEqual({ value: { reason: 'r', marks: { success: 8, restraint: 7.5 } } })
    for (const wrong of ['null', '""', '"8/10"', 'true', '11', '-1', '[8]', '{}'])
      expect(readAnswer(`{"success":8,"restraint":${wrong}}`, marks).fault).toMatch(/^restraint: /)
    expect(readAnswer('{"success":8}', marks).fault).toMatch(/^restraint: /)
  })

  it('is found whatever is said around it', () => {
    const noise = fc.string().filter((text) => !text.includes('{') && !text.includes('}'))
    const value = fc.record({ choice: fc.constantFrom('A', 'B', 'tie'), reason: fc.string() })
    fc.assert(
      fc.property(noise, value, noise, fc.boolean(), (before, object, after, isIndented) => {
        const text = `${before.replaceAll('"', '')}${JSON.stringify(object, null, isIndented ? 2 : 0)}${after}`
        expect(lastObject(text)).toEqual(object)
      }),
    )
  })

  it('is searched for in bounded time', () => {
    const startedAt = performance.now()
    expect(lastObject('{'.repeat(65_536))).toBeUndefined()
    expect(lastObject('{"a":'.repeat(13_000))).toBeUndefined()
    // Tens of milliseconds; a search over all braces would take minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

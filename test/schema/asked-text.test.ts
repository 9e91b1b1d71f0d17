import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedText } from '#schema/asked-text.ts'

describe('the text an instruction asks for', () => {
  it.each([
    [`Replace 'A' with 'B'`, 'B', ['A']],
    ['Change "A" on the door to “B”', 'B', ['A']],
    ['The sign “A” should read “B”', 'B', ['A']],
    ['Write ‘B’ instead of ‘A’', 'B', ['A']],
    ['Instead of `A` write `B`', 'B', ['A']],
    ['"A" -> "B"', 'B', ['A']],
    [`Replace 'A' with 'B' and 'C' with 'D'`, 'B\nD', ['A', 'C']],
    ['change A to say "B"', 'B', []],
    ['把“A”改成“B”', 'B', ['A']],
    [`把招牌上的'A'换成'B'`, 'B', ['A']],
    ['将《A》替换为《B》', 'B', ['A']],
    ['用“B”代替“A”', 'B', ['A']],
    ['Ersetze „A“ durch „B“', 'B', ['A']],
    ['Schreibe „B“ statt „A“', 'B', ['A']],
    ['Aus „A“ soll „B“ werden', 'B', ['A']],
    ['Cambia «A» por «B»', 'B', ['A']],
    ['Escribe «B» en lugar de «A»', 'B', ['A']],
    ['看板の「A」を「B」に変えてください', 'B', ['A']],
    ['『A』の代わりに『B』と書いて', 'B', ['A']],
    ['غيّر «A» إلى «B»', 'B', ['A']],
    ['اكتب «B» بدلاً من «A»', 'B', ['A']],
  ])('%s', (instruction, wanted, old) => {
    expect(askedText(instruction)).toEqual({ wanted, old, keep: [] })
  })

  it('keeps apart what must stay, and texts that stand together', () => {
    expect(askedText('Change "A" to "B" and keep "C"')).toEqual({
      wanted: 'B',
      old: ['A'],
      keep: ['C'],
    })
    expect(askedText('A sign "A" with the subtitle "B"')?.wanted).toBe('A\nB')
    expect(askedText(`The kids' sign says 'I'm here'`)?.wanted).toBe(`I'm here`)
  })

  it.each([
    'Make the hat red',
    'Remove the text "A"',
    '「A」を消して',
    `Replace 'A' with a heart`,
    `Replace "A" with the German word for bread`,
    'In the style of "Starry Night"',
  ])('is none in: %s', (instruction) => {
    expect(askedText(instruction)).toBeUndefined()
  })

  it('is what stands between the quotes, whatever it is and in any style', () => {
    const styles = ['""', '“”', '„“', '«»', '「」', '『』', '《》', '``'].map((pair) =>
      Array.from(pair),
    )
    const text = fc.stringMatching(/^[A-Za-zÄé湖あم0-9&!?.,:-][A-Za-zÄé湖あم0-9 &!?.,:-]{0,20}$/u)
    fc.assert(
      fc.property(text, text, fc.constantFrom(...styles), (from, to, [open, close]) => {
        const asked = askedText(`Replace ${open}${from}${close} with ${open}${to}${close}`)
        expect(asked).toEqual({ wanted: to.trim(), old: [from.trim()], keep: [] })
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstruction } from '#engine/procedural/read/read-instruction.ts'

const ops = (instruction: string): string[] => readInstruction(instruction).map(({ op }) => op)

describe('several changes in one instruction', () => {
  it('are read one after the other', () => {
    expect(
      readInstruction(
        'The woman is now wearing a green dress, the table cloth is red and the lighting is warmer',
      ),
    ).toMatchObject([
      { op: 'recolour', target: { noun: 'dress' }, to: 'green' },
      { op: 'recolour', target: { noun: 'cloth' }, to: 'red' },
      { op: 'tone', tone: 'warm' },
    ])
  })

  it('share a verb that is said once', () => {
    expect(readInstruction('Add a hat and sunglasses')).toMatchObject([
      { op: 'add', thing: { noun: 'hat' } },
      { op: 'add', thing: { noun: 'sunglasses' } },
    ])
    expect(readInstruction('Make the cup red and the plate blue')).toMatchObject([
      { op: 'recolour', target: { noun: 'cup' }, to: 'red' },
      { op: 'recolour', target: { noun: 'saucer' }, to: 'blue' },
    ])
  })

  it('bring along what comes with a time of day', () => {
    expect(readInstruction('Make it night with a full moon')).toMatchObject([
      { op: 'tone', tone: 'night' },
      { op: 'add', thing: { noun: 'moon' } },
    ])
  })
})

describe('quoted text', () => {
  it.each([
    `Replace 'SYNC & BLOOM' with 'FLUX & JOY'`,
    'Replace "SYNC & BLOOM" with "FLUX & JOY"',
    'Change “SYNC & BLOOM” to “FLUX & JOY”',
    'Replace ‘SYNC & BLOOM’ by ‘FLUX & JOY’',
    '把「SYNC & BLOOM」改成「FLUX & JOY」',
    'Remplace « SYNC & BLOOM » with « FLUX & JOY »',
    'Ersetze „SYNC & BLOOM“ durch „FLUX & JOY“',
    'The word "SYNC & BLOOM" should read "FLUX & JOY"',
  ])('is taken in any quote style: %s', (instruction) => {
    expect(readInstruction(instruction)).toEqual([
      { op: 'text', from: 'SYNC & BLOOM', to: 'FLUX & JOY' },
    ])
  })

  it('is not cut at its own commas, and an apostrophe opens none', () => {
    expect(readInstruction(`Replace 'HELLO, YOU' with 'BYE, YOU'`)).toEqual([
      { op: 'text', from: 'HELLO, YOU', to: 'BYE, YOU' },
    ])
    expect(readInstruction("Make the woman's scarf purple")).toMatchObject([
      { op: 'recolour', target: { noun: 'scarf', owner: 'woman' }, to: 'purple' },
    ])
  })

  it('may be added, removed, coloured, or be all that a sign now says', () => {
    expect(ops('Add the text "SALE" at the top')).toEqual(['write'])
    expect(ops('Remove the text "OPEN"')).toEqual(['erase-text'])
    expect(ops("Make the word 'OPEN' green")).toEqual(['ink'])
    expect(readInstruction('The sign now says "HELLO"')).toEqual([{ op: 'text', to: 'HELLO' }])
  })
})

describe('targets', () => {
  it.each([
    ['Remove the biggest ball', { noun: 'ball', size: 'large' }],
    [
      'Remove the small box in the foreground',
      { noun: 'box', size: 'small', place: { depth: 'front' } },
    ],
    ['Remove the flag in the background', { noun: 'flag', place: { depth: 'back' } }],
    ['Remove the cup at the top right', { noun: 'cup', place: { across: 'right', down: 'top' } }],
    ['Remove the cup in the middle', { noun: 'cup', place: { across: 'middle' } }],
    ['Remove the second balloon from the left', { noun: 'balloon', order: 2 }],
    ['Remove all balloons', { noun: 'balloon', many: true }],
    ['Remove the cup on the red table', { noun: 'cup' }],
    ['Remove the object in the red box', { cue: true }],
    ['去掉最大的球', { noun: 'ball', size: 'large' }],
    ['去掉左边的绿色气球', { noun: 'balloon', colour: 'green', place: { across: 'left' } }],
  ])('%s', (instruction, target) => {
    expect(readInstruction(instruction)).toMatchObject([{ op: 'remove', target }])
  })

  it('do not take the colour of where they are', () => {
    const [removal] = readInstruction('Remove the cup on the red table')
    expect(removal).not.toHaveProperty('target.colour')
  })
})

describe('each operation', () => {
  it.each([
    ['Move the coffee to the left', ['move']],
    ['Replace the red car with a blue boat', ['replace']],
    ['把红色的汽车换成蓝色的船', ['replace']],
    ['Add two more balloons', ['count']],
    ['There should be five balloons', ['count']],
    ['Make the car bigger', ['resize']],
    ['Rotate the image 90 degrees clockwise', ['turn']],
    ['Blur the background', ['blur-background']],
    ['Make everything black and white except the red umbrella', ['splash']],
    ['Black and white, but keep the flower in colour', ['splash']],
    ['Show a close-up of the same person, seen from nearer', ['zoom']],
    ['Change the background to a beach', ['relocate']],
    ['The same woman is now sitting in a cafe', ['relocate']],
    ['同一位女士现在在咖啡馆前', ['relocate']],
    ['Using this style, a castle on a hill', ['draw-in-style']],
    ['Redraw the first picture in the style of the second, using its colours', ['borrow-palette']],
    ['用第二张图的色彩和这种风格重画第一张图', ['borrow-palette']],
    ['Use the colours of the second picture', ['borrow-palette']],
    ['Put the dog from the second picture into the first picture', ['combine']],
    ['Make the table marble', ['retexture']],
    ['Give her red hair', ['recolour']],
    ['Make her laugh', ['expression']],
    ['Turn this into a pencil sketch', ['look']],
    ['Add thick fog to the scene', ['tone']],
    ['Turn off the lights, make the room dark', ['tone']],
    ['把紫色的雨伞变成黄色', ['recolour']],
    ['在天空中加一个红色的气球', ['add']],
    ['Fold space', []],
  ])('%s', (instruction, wanted) => {
    expect(ops(instruction)).toEqual(wanted)
  })
})

it('never throws, whatever it is told', () => {
  const word = fc.constantFrom(
    'make',
    'the',
    'red',
    '"',
    '“',
    'box',
    '把',
    '变成',
    ',',
    'remove',
    'a',
    '⟦9⟧',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(text, (instruction) => {
      expect(Array.isArray(readInstruction(instruction))).toBe(true)
    }),
  )
})

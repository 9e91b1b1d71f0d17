import { expect, it } from 'vitest'
import { readPrompt } from '#engine/procedural/read/read-prompt.ts'

it('reads counts, colours, sides, ground and text', () => {
  expect(
    readPrompt('Three red circles to the left of two blue squares on a white background'),
  ).toMatchObject({
    groups: [
      { count: 3, colour: 'red', noun: 'circle' },
      { count: 2, colour: 'blue', noun: 'square' },
    ],
    relation: 'left-of',
    background: 'white',
    flat: true,
  })
  expect(readPrompt('四颗黄色的星星，平面图形，黑色背景')).toMatchObject({
    groups: [{ count: 4, colour: 'yellow', noun: 'star' }],
    background: 'black',
  })
  expect(readPrompt('A sign that reads "OPEN"').text).toBe('OPEN')
})

it('reads natural prompts', () => {
  expect(readPrompt('A photo of a dog in a garden')).toMatchObject({
    groups: [{ noun: 'dog', count: 1 }],
    place: 'garden',
    flat: false,
  })
  expect(readPrompt('A field of sunflowers').groups[0]).toMatchObject({
    noun: 'sunflower',
    count: 14,
  })
  expect(readPrompt('A still life of lemons on blue linen').groups).toEqual([
    { noun: 'lemon', count: 3 },
  ])
  expect(readPrompt('A slice of cake on a plate').groups).toEqual([{ noun: 'cake', count: 1 }])
  expect(readPrompt('A rainy bus stop at night')).toMatchObject({
    weather: 'rain',
    place: 'bus-stop',
  })
})

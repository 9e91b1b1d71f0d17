import { describe, expect, it } from 'vitest'
import { connectedComponents } from '#image/components.ts'
import type { Pixels } from '#image/pixels.ts'
import {
  colourAt,
  difference,
  distance,
  drawn,
  localEdit,
  patchOf,
} from '../../fixture/local-edit.ts'

const red = [214, 40, 40] as const
const blue = [38, 96, 208] as const
const green = [46, 139, 62] as const
const yellow = [250, 208, 44] as const

const field =
  '<rect width="200" height="200" fill="#c9d3d9"/><rect y="140" width="200" height="60" fill="#9aa58a"/>'
const ball = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`

const patchesOf = ({ width, height, data }: Pixels, colour: readonly [number, number, number]) => {
  const mask = new Uint8Array(width * height)
  for (let at = 0; at < mask.length; at++)
    if (distance([data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!], colour) < 70) mask[at] = 255
  return connectedComponents({ width, height, data: mask }, 150)
}

describe('recolour', () => {
  it('changes the thing of that colour and no other pixel', async () => {
    const before = await drawn(
      `${field}${ball(60, 80, 28, '#d62828')}${ball(150, 80, 24, '#2e8b3e')}`,
    )
    const { pixels, warnings } = await localEdit('Make the red ball blue', [before])
    expect(distance(colourAt(pixels, 60, 80), blue)).toBeLessThan(40)
    expect(difference(before, pixels, [28, 48, 92, 112], true)).toBeLessThan(0.2)
    expect(warnings).toEqual([])
  })

  it('picks by side, by size and by order', async () => {
    const before = await drawn(
      `${field}${ball(40, 70, 18, '#d62828')}${ball(100, 70, 27, '#d62828')}${ball(165, 70, 18, '#d62828')}`,
    )
    const which = async (instruction: string): Promise<number[]> => {
      const { pixels } = await localEdit(instruction, [before])
      return [40, 100, 165].filter((x) => distance(colourAt(pixels, x, 70), blue) < 60)
    }
    expect(await which('Make the red ball on the left blue')).toEqual([40])
    expect(await which('Make the red ball on the right blue')).toEqual([165])
    expect(await which('Make the biggest red ball blue')).toEqual([100])
    expect(await which('Make the second red ball from the left blue')).toEqual([100])
    expect(await which('Make all the red balls blue')).toEqual([40, 100, 165])
  })

  it('knows stuff by where it is', async () => {
    const before = await drawn(
      '<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#5aa3e0"/><stop offset="1" stop-color="#dff1fb"/></linearGradient></defs><rect width="200" height="120" fill="url(#s)"/><rect y="118" width="200" height="82" fill="#5c9a4a"/>',
    )
    const { pixels } = await localEdit('Make the sky pink', [before])
    const [r, , b] = colourAt(pixels, 100, 30)
    expect(r).toBeGreaterThan(b)
    expect(difference(before, pixels, [0, 130, 200, 200])).toBeLessThan(0.5)
  })
})

describe('remove', () => {
  it.each(['draft', 'fine'] as const)(
    'leaves nothing of the thing, and the rest as it was (%s)',
    async (tier) => {
      const before = await drawn(
        `${field}${ball(60, 80, 26, '#d62828')}${ball(150, 80, 24, '#2e8b3e')}`,
      )
      const { pixels } = await localEdit('Remove the red ball', [before], { tier })
      expect(patchOf(pixels, red).share).toBeLessThan(0.0005)
      expect(distance(colourAt(pixels, 60, 80), [201, 211, 217])).toBeLessThan(30)
      expect(patchOf(pixels, green).share).toBeGreaterThan(0.03)
    },
  )

  it('continues an edge that ran behind the thing', async () => {
    const before = await drawn(`${field}${ball(100, 140, 24, '#d62828')}`)
    const { pixels } = await localEdit('Remove the red ball', [before])
    expect(distance(colourAt(pixels, 100, 130), [201, 211, 217])).toBeLessThan(45)
    expect(distance(colourAt(pixels, 100, 152), [154, 165, 138])).toBeLessThan(45)
  })

  it('takes away as many as asked', async () => {
    const before = await drawn(
      `${field}${[40, 100, 160].map((x) => ball(x, 70, 18, '#d62828')).join('')}`,
    )
    const { pixels } = await localEdit('Remove one of the three red balls', [before])
    expect(patchesOf(pixels, red)).toHaveLength(2)
  })

  it('says unchanged, and changes nothing, when the thing is not there', async () => {
    const before = await drawn(field)
    const { pixels, warnings } = await localEdit('Remove the purple car', [before])
    expect(difference(before, pixels, [0, 0, 200, 200])).toBe(0)
    expect(warnings).toMatchObject([{ kind: 'unchanged' }])
  })
})

describe('move and resize', () => {
  it('moves the middle of its colour', async () => {
    const before = await drawn(`${field}${ball(50, 80, 22, '#d62828')}`)
    const { pixels } = await localEdit('Move the red ball to the right', [before])
    const [old, now] = [patchOf(before, red), patchOf(pixels, red)]
    expect(now.x).toBeGreaterThan(old.x + 40)
    expect(Math.abs(now.y - old.y)).toBeLessThan(6)
    expect(now.share).toBeGreaterThan(old.share * 0.85)
    expect(distance(colourAt(pixels, 50, 80), [201, 211, 217])).toBeLessThan(30)
  })

  it('moves beside another thing', async () => {
    const before = await drawn(
      `${field}${ball(40, 60, 16, '#d62828')}<rect x="120" y="90" width="40" height="40" fill="#2660d0"/>`,
    )
    const { pixels } = await localEdit('Move the red ball to the left of the blue box', [before])
    const now = patchOf(pixels, red)
    expect(now.x).toBeGreaterThan(70)
    expect(now.x).toBeLessThan(122)
  })

  it('grows and shrinks what is named', async () => {
    const before = await drawn(`${field}${ball(100, 80, 24, '#d62828')}`)
    const old = patchOf(before, red).share
    const [larger, smaller] = [
      await localEdit('Make the red ball much bigger', [before]),
      await localEdit('Make the red ball smaller', [before]),
    ]
    expect(patchOf(larger.pixels, red).share).toBeGreaterThan(old * 1.8)
    expect(patchOf(smaller.pixels, red).share).toBeLessThan(old * 0.65)
  })
})

describe('add, replace and count', () => {
  it('draws a known thing in its colour at the named place', async () => {
    const before = await drawn(field)
    const { pixels } = await localEdit('Add a yellow balloon on the left', [before])
    const balloon = patchOf(pixels, yellow, 70)
    expect(balloon.share).toBeGreaterThan(0.005)
    expect(balloon.x).toBeLessThan(80)
  })

  it('says unchanged for what it cannot draw', async () => {
    const before = await drawn(field)
    const { pixels, warnings } = await localEdit('Add a curtain', [before])
    expect(difference(before, pixels, [0, 0, 200, 200])).toBe(0)
    expect(warnings.map(({ kind }) => kind)).toEqual(['other', 'unchanged'])
  })

  it('puts another thing where one was', async () => {
    const before = await drawn(`${field}${ball(60, 100, 26, '#d62828')}`)
    const { pixels } = await localEdit('Replace the red ball with a yellow balloon', [before])
    expect(patchOf(pixels, red).share).toBeLessThan(0.001)
    const balloon = patchOf(pixels, yellow, 70)
    expect(balloon.share).toBeGreaterThan(0.005)
    expect(Math.abs(balloon.x - 60)).toBeLessThan(25)
  })

  it('brings the number of things to what is asked', async () => {
    const before = await drawn(
      `${field}${[40, 100].map((x) => ball(x, 60, 15, '#d62828')).join('')}`,
    )
    const [more, total] = [
      await localEdit('Add one more red ball', [before]),
      await localEdit('There should be one red ball', [before]),
    ]
    expect(patchesOf(more.pixels, red)).toHaveLength(3)
    expect(patchesOf(total.pixels, red)).toHaveLength(1)
  })
})

describe('drawn boxes', () => {
  const box =
    '<rect x="120" y="30" width="60" height="70" fill="none" stroke="#ff0000" stroke-width="3"/>'

  it('say where, and are painted out', async () => {
    const before = await drawn(`${field}${box}`)
    const { pixels } = await localEdit('Add a green balloon in the box', [before])
    const balloon = patchOf(pixels, green, 70)
    expect(balloon.x).toBeGreaterThan(120)
    expect(balloon.x).toBeLessThan(180)
    expect(balloon.y).toBeGreaterThan(30)
    expect(balloon.y).toBeLessThan(100)
    expect(patchOf(pixels, [255, 0, 0], 60).share).toBe(0)
  })

  it('say which thing, as ellipses do', async () => {
    const ellipse =
      '<ellipse cx="150" cy="80" rx="40" ry="40" fill="none" stroke="#ff0000" stroke-width="3"/>'
    const before = await drawn(
      `${field}${ball(50, 80, 24, '#2660d0')}${ball(150, 80, 24, '#2660d0')}${ellipse}`,
    )
    const { pixels } = await localEdit('Remove the object in the red ellipse', [before])
    expect(patchesOf(pixels, blue)).toHaveLength(1)
    expect(patchOf(pixels, blue).x).toBeLessThan(80)
    expect(patchOf(pixels, [255, 0, 0], 60).share).toBe(0)
  })

  it('are missed with a warning', async () => {
    const before = await drawn(field)
    const { warnings } = await localEdit('Add hats in the boxes', [before])
    expect(warnings).toMatchObject([{ kind: 'unchanged' }])
  })
})

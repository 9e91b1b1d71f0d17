import { describe, expect, it } from 'vitest'
import {
  colourAt,
  difference,
  distance,
  drawn,
  localEdit,
  patchOf,
} from '../../fixture/local-edit.ts'

const outdoors =
  '<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#5aa3e0"/><stop offset="1" stop-color="#dff1fb"/></linearGradient></defs><rect width="200" height="110" fill="url(#s)"/><rect y="108" width="200" height="92" fill="#5c9a4a"/><rect x="120" y="70" width="50" height="60" fill="#c9705a"/>'
const person =
  '<rect x="80" y="88" width="40" height="70" rx="10" fill="#2f7f79"/><rect x="84" y="150" width="14" height="46" fill="#3b4252"/><rect x="102" y="150" width="14" height="46" fill="#3b4252"/><path d="M76 56 Q76 30 100 30 Q124 30 124 56Z" fill="#5a3825"/><ellipse cx="100" cy="62" rx="22" ry="27" fill="#f1c9a5"/><circle cx="91" cy="60" r="3" fill="#2a2320"/><circle cx="109" cy="60" r="3" fill="#2a2320"/><path d="M93 76 Q100 80 107 76" stroke="#8d3b32" stroke-width="2" fill="none"/>'

const everything = [0, 0, 200, 200] as const
const meanLight = async (instruction: string, body = outdoors): Promise<[number, number]> => {
  const before = await drawn(body)
  const { pixels } = await localEdit(instruction, [before])
  const light = ({ data }: typeof pixels): number =>
    data.reduce((sum, value, at) => (at % 4 === 3 ? sum : sum + value), 0)
  return [light(before), light(pixels)]
}

describe('light, season and weather', () => {
  it('darken and brighten', async () => {
    for (const instruction of ['Make it night', 'Make the image darker', 'Turn off the lights']) {
      const [before, after] = await meanLight(instruction)
      expect(after, instruction).toBeLessThan(before * 0.8)
    }
    const [before, after] = await meanLight('Make the image brighter')
    expect(after).toBeGreaterThan(before * 1.05)
  })

  it('know the sky from the land', async () => {
    const before = await drawn(outdoors)
    const { pixels } = await localEdit('Turn the scene into a warm sunset', [before])
    const [r, , b] = colourAt(pixels, 40, 100)
    expect(r).toBeGreaterThan(b + 30)
    const night = await localEdit('Make it night', [before])
    expect(Math.max(...colourAt(night.pixels, 41, 21))).toBeLessThan(110)
  })

  it('turn leaves to autumn and to snow', async () => {
    const before = await drawn(outdoors)
    const [autumn, winter] = [
      await localEdit('Change the season to autumn', [before]),
      await localEdit('Make it look like winter', [before]),
    ]
    const [r, g] = colourAt(autumn.pixels, 40, 124)
    expect(r).toBeGreaterThan(g)
    expect(Math.min(...colourAt(winter.pixels, 41, 150))).toBeGreaterThan(120)
  })

  it('take colour away, but for what is spared', async () => {
    const before = await drawn(outdoors)
    const [grey, splash] = [
      await localEdit('Make it black and white', [before]),
      await localEdit('Make everything black and white except the green grass', [before]),
    ]
    const chroma = (rgb: readonly number[]): number => Math.max(...rgb) - Math.min(...rgb)
    expect(chroma(colourAt(grey.pixels, 40, 150))).toBeLessThan(3)
    expect(chroma(colourAt(splash.pixels, 40, 150))).toBeGreaterThan(50)
    expect(chroma(colourAt(splash.pixels, 145, 80))).toBeLessThan(6)
  })
})

describe('looks', () => {
  it.each([
    'watercolour painting',
    'oil painting',
    'impressionist painting',
    'pencil sketch',
    'pixel art picture',
    'flat poster',
    'cartoon',
    'comic',
    'stained glass mosaic',
    'low poly picture',
    'pastel drawing',
    'charcoal drawing',
  ])('turn the picture into a %s of the same layout', async (look) => {
    const before = await drawn(outdoors)
    const { pixels, warnings } = await localEdit(`Turn this into a ${look}`, [before])
    expect(warnings).toEqual([])
    expect(difference(before, pixels, everything)).toBeGreaterThan(2)
    const [sky, house] = [colourAt(pixels, 40, 20), colourAt(pixels, 146, 96)]
    expect(distance(sky, house)).toBeGreaterThan(5)
  })
})

describe('views', () => {
  it('turn and mirror', async () => {
    const before = await drawn(
      '<rect width="200" height="200" fill="#fff"/><rect width="60" height="60" fill="#d62828"/>',
    )
    const corner = async (instruction: string) =>
      patchOf((await localEdit(instruction, [before])).pixels, [214, 40, 40])
    expect(await corner('Flip the image horizontally')).toMatchObject({
      x: expect.closeTo(170, 0),
      y: expect.closeTo(30, 0),
    })
    expect(await corner('Turn it upside down')).toMatchObject({
      x: expect.closeTo(170, 0),
      y: expect.closeTo(170, 0),
    })
    expect(await corner('Rotate the image 90 degrees clockwise')).toMatchObject({
      x: expect.closeTo(170, 0),
      y: expect.closeTo(30, 0),
    })
  })

  it('zoom in on what is named, at the same size', async () => {
    const before = await drawn(
      '<rect width="200" height="200" fill="#d8dde0"/><circle cx="150" cy="60" r="20" fill="#d62828"/>',
    )
    const { pixels } = await localEdit('Show a close-up of the red ball', [before])
    expect([pixels.width, pixels.height]).toEqual([400, 400])
    expect(patchOf(pixels, [214, 40, 40]).share).toBeGreaterThan(
      patchOf(before, [214, 40, 40]).share * 2,
    )
  })
})

describe('people', () => {
  it('are taken along to another place', async () => {
    const before = await drawn(`${outdoors}${person}`)
    const { pixels } = await localEdit('The same woman is now on a beach', [before])
    const [top, old] = [patchOf(pixels, [47, 127, 121], 40), patchOf(before, [47, 127, 121], 40)]
    // The whole figure is seen from a little farther away.
    expect(top.share).toBeGreaterThan(old.share * 0.4)
    expect(patchOf(pixels, [201, 112, 90], 30).share).toBeLessThan(0.002)
    expect(difference(before, pixels, [0, 0, 60, 200])).toBeGreaterThan(15)
  })

  it('wear what is put on them, where it belongs', async () => {
    const before = await drawn(`${outdoors}${person}`)
    const [glasses, dress] = [
      await localEdit('Add sunglasses', [before]),
      await localEdit('The woman is now wearing a purple dress', [before]),
    ]
    expect(difference(before, glasses.pixels, [74, 50, 126, 72])).toBeGreaterThan(20)
    expect(difference(before, glasses.pixels, [74, 40, 126, 84], true)).toBeLessThan(1)
    const [r, g, b] = colourAt(dress.pixels, 100, 120)
    expect(Math.min(r, b)).toBeGreaterThan(g)
    expect(distance(colourAt(dress.pixels, 145, 110), colourAt(before, 145, 110))).toBeLessThan(6)
  })

  it('stay sharp before a blurred background', async () => {
    const stripes = Array.from(
      { length: 20 },
      (_, index) => `<rect x="${index * 10}" width="5" height="200" fill="#30405a"/>`,
    ).join('')
    const before = await drawn(`<rect width="200" height="200" fill="#dfe6ea"/>${stripes}${person}`)
    const { pixels } = await localEdit('Blur the background', [before])
    const contrast = Math.abs(colourAt(pixels, 22, 20)[0] - colourAt(pixels, 27, 20)[0])
    expect(contrast).toBeLessThan(60)
    expect(difference(before, pixels, [90, 95, 110, 140])).toBeLessThan(4)
  })
})

describe('several pictures', () => {
  it('give their colours', async () => {
    const [before, reference] = [
      await drawn(outdoors),
      await drawn(
        '<rect width="200" height="200" fill="#b04a20"/><rect width="200" height="90" fill="#f0b060"/>',
      ),
    ]
    const { pixels } = await localEdit('Use the colours of the second picture', [before, reference])
    const [r, , b] = colourAt(pixels, 100, 150)
    expect(r).toBeGreaterThan(b + 40)
    const alone = await localEdit('Use the colours of the second picture', [before])
    expect(alone.warnings).toMatchObject([{ kind: 'unchanged' }])
  })

  it('give their things', async () => {
    const before = await drawn(outdoors)
    const second = await drawn(
      '<rect width="200" height="200" fill="#e8e8e8"/><circle cx="100" cy="100" r="40" fill="#7e3aa8"/>',
    )
    const { pixels } = await localEdit(
      'Put the purple ball from the second picture into the first picture',
      [before, second],
    )
    expect(patchOf(pixels, [126, 58, 168], 50).share).toBeGreaterThan(0.01)
    expect(difference(before, pixels, [0, 0, 200, 50])).toBeLessThan(3)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeness } from '#engine/procedural/see/colour-likeness.ts'
import { findCues } from '#engine/procedural/see/find-cues.ts'
import { findFaces } from '#engine/procedural/see/find-face.ts'
import { findSubject } from '#engine/procedural/see/find-subject.ts'
import { minCut } from '#engine/procedural/see/min-cut.ts'
import { Sight } from '#engine/procedural/see/sight.ts'
import { leavesOf } from '#engine/procedural/see/merge-tree.ts'
import { colourAnchors, srgbToLab } from '#image/colour.ts'
import { drawn } from '../../fixture/local-edit.ts'

const person = (x: number, y: number): string =>
  `<g transform="translate(${x} ${y})"><rect x="-16" y="88" width="14" height="46" fill="#3b4252"/><rect x="2" y="88" width="14" height="46" fill="#3b4252"/><rect x="-20" y="26" width="40" height="70" rx="10" fill="#2f7f79"/><path d="M-24 -6 Q-24 -32 0 -32 Q24 -32 24 -6Z" fill="#5a3825"/><ellipse rx="22" ry="27" fill="#f1c9a5"/><circle cx="-9" cy="-2" r="3" fill="#2a2320"/><circle cx="9" cy="-2" r="3" fill="#2a2320"/><path d="M-7 14 Q0 18 7 14" stroke="#8d3b32" stroke-width="2" fill="none"/></g>`

describe('the minimum cut', () => {
  it('cuts the weakest link of a chain', () => {
    const sides = minCut(Float64Array.from([9, 0, 0]), Float64Array.from([0, 0, 9]), [
      { first: 0, second: 1, weight: 2 },
      { first: 1, second: 2, weight: 1 },
    ])
    expect([...sides]).toEqual([1, 1, 0])
  })

  it('is never dearer than putting every node where it is cheaper alone, nor than all on one side', () => {
    const node = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 2, maxLength: 7 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }),
        (nodes, weights) => {
          const stay = Float64Array.from(nodes, ([one]) => one)
          const leave = Float64Array.from(nodes, ([, two]) => two)
          const links = nodes
            .slice(1)
            .map((_, at) => ({ first: at, second: at + 1, weight: weights[at % 6]! }))
          const cost = (sides: ArrayLike<number>): number =>
            nodes.reduce((sum, _, at) => sum + (sides[at] ? leave[at]! : stay[at]!), 0) +
            links.reduce(
              (sum, { first, second, weight }) =>
                sum + (sides[first] === sides[second] ? 0 : weight),
              0,
            )
          const found = cost(minCut(stay, leave, links))
          for (let mask = 0; mask < 2 ** nodes.length; mask++)
            expect(found).toBeLessThanOrEqual(cost(nodes.map((_, at) => (mask >> at) & 1)) + 1e-6)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('patches', () => {
  it('cover the picture once, follow its edges, and join into one region', async () => {
    const picture = await drawn(
      '<rect width="200" height="200" fill="#d8dde0"/><rect x="60" y="50" width="80" height="90" fill="#7a2f2a"/>',
    )
    const sight = await Sight.open(picture)
    const { labels, count } = sight.patches
    expect(Math.max(...labels)).toBe(count - 1)
    expect(sight.regions.reduce((sum, { area }) => sum + area, 0)).toBe(labels.length)
    const mixed = sight.regions
      .filter(({ l }) => l > 40 && l < 75)
      .reduce((sum, { area }) => sum + area, 0)
    expect(mixed / labels.length).toBeLessThan(0.02)
    expect(sight.tree).toHaveLength(count * 2 - 1)
    expect(leavesOf(sight.tree, sight.tree.length - 1)).toHaveLength(count)
  })
})

describe('colour names', () => {
  it('fit their own anchors best', () => {
    for (const [name, rgb] of Object.entries(colourAnchors)) {
      const lab = srgbToLab(...rgb)
      const ranked = Object.keys(colourAnchors).toSorted(
        (a, b) => likeness(b as 'red', ...lab) - likeness(a as 'red', ...lab),
      )
      expect(likeness(name as 'red', ...lab), name).toBeGreaterThan(0.8)
      expect(likeness(ranked[0] as 'red', ...lab), name).toBe(likeness(name as 'red', ...lab))
    }
  })
})

describe('faces', () => {
  it('are found where they are, and not where there are none', async () => {
    const sight = await Sight.open(
      await drawn(`<rect width="200" height="200" fill="#8fa3b5"/>${person(140, 70)}`),
    )
    const [face] = findFaces(sight)
    const k = 200 / sight.small.width
    expect((face!.left + face!.width / 2) * k).toBeCloseTo(140, -1)
    expect((face!.top + face!.height / 2) * k).toBeCloseTo(70, -1)
    const none = await Sight.open(
      await drawn(
        '<rect width="200" height="200" fill="#b98a5c"/><rect x="40" y="30" width="50" height="60" fill="#f1c9a5"/>',
      ),
    )
    expect(findFaces(none)).toEqual([])
  })

  it('bring the whole person with them', async () => {
    const sight = await Sight.open(
      await drawn(
        `<rect width="200" height="200" fill="#8fa3b5"/><rect y="150" width="200" height="50" fill="#777"/><g transform="translate(40 30) scale(.55)">${person(90, 60)}</g>`,
      ),
    )
    const mask = findSubject(sight)!
    const at = (x: number, y: number): number =>
      mask.data[
        Math.floor((y * mask.height) / 200) * mask.width + Math.floor((x * mask.width) / 200)
      ]!
    expect([at(90, 63), at(90, 90), at(90, 50)]).toEqual([255, 255, 255])
    expect([at(20, 60), at(170, 110), at(90, 190), at(40, 170)]).toEqual([0, 0, 0, 0])
  })
})

describe('drawn marks', () => {
  it('are boxes and ellipses, not filled things nor letters', async () => {
    const picture = await drawn(
      '<rect width="200" height="200" fill="#dde3e6"/><rect x="20" y="20" width="50" height="40" fill="none" stroke="#f00" stroke-width="2"/><ellipse cx="150" cy="60" rx="30" ry="22" fill="none" stroke="#f00" stroke-width="2"/><rect x="30" y="120" width="50" height="50" fill="#f00"/><path d="M120 130 L180 180 M120 180 L180 130" stroke="#f00" stroke-width="3"/>',
    )
    const cues = findCues(picture)
    expect(cues).toHaveLength(2)
    expect(cues.map(({ box }) => Math.round((box.left + box.width / 2) / 2))).toEqual([45, 150])
  })
})

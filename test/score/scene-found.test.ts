import { describe, expect, it } from 'vitest'
import type { SceneTruth } from '#schema/case.ts'
import { sceneFound } from '#score/scene-found.ts'
import { drawing, imageOf, metricInput, scoreWith } from '../fixture/metric-input.ts'

const scene: SceneTruth = {
  objects: [
    { id: 'a', shape: 'circle', colour: 'red', count: 2 },
    { id: 'b', shape: 'square', colour: 'blue', count: 1 },
  ],
  relations: [{ subject: 'a', relation: 'left-of', object: 'b' }],
  background: 'white',
}
const circle = (x: number, y: number, colour = '#d62828') =>
  `<circle cx="${x}" cy="${y}" r="40" fill="${colour}"/>`
const square = (x: number, y = 150) =>
  `<rect x="${x}" y="${y}" width="80" height="80" fill="#2660d0"/>`

async function factsOf(body: string, ground = '#fafafa', truth = scene) {
  const output = await imageOf(
    await drawing(`<rect width="400" height="400" fill="${ground}"/>${body}`),
  )
  const result = await scoreWith(sceneFound, metricInput({ output, scene: truth }))
  if (result.state === 'unscored') throw new Error(result.reason)
  const facts = result.detail?.['facts'] as Record<string, boolean>
  const lost = Object.keys(facts).filter((fact) => !facts[fact])
  return { value: result.value, lost }
}

describe('scene/found', () => {
  it('finds all stated facts, and loses exactly those that are wrong', async () => {
    expect(await factsOf(circle(80, 100) + circle(80, 300) + square(280))).toEqual({
      value: 1,
      lost: [],
    })
    expect((await factsOf(circle(80, 100) + square(280))).lost).toEqual(['2 red circle: count'])
    expect((await factsOf(circle(300, 100) + circle(300, 300) + square(40))).lost).toEqual([
      'a left-of b',
    ])
    expect((await factsOf('')).value).toBe(1 / 6)
    const ofBlue = await factsOf(circle(80, 100) + circle(80, 300) + square(280), '#fad02c')
    expect(ofBlue.lost).toEqual(['white background'])
  })

  it('takes things of one colour apart where they overlap', async () => {
    expect((await factsOf(circle(80, 150) + circle(80, 218) + square(280))).lost).toEqual([])
    const three = circle(60, 100) + circle(120, 130) + circle(80, 300) + square(280)
    expect((await factsOf(three)).lost).toEqual(['2 red circle: count'])
  })

  it('knows a thing of which another hides a part', async () => {
    const hidden = circle(80, 100) + circle(230, 220) + square(250)
    expect((await factsOf(hidden)).lost).toEqual([])
  })

  it('holds a relation only where every thing of the one group stands so to every one of the other', async () => {
    const oneBeyond = circle(80, 100) + circle(350, 330) + square(200, 60)
    expect((await factsOf(oneBeyond)).lost).toEqual(['a left-of b'])
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { MetricInput, MetricResult } from '#schema/metric.ts'
import { netPicture } from '#score/own/net-picture.ts'
import { loadMetric } from '#score/own/load-metric.ts'
import { createScorer } from '#score/scorer.ts'
import { drawing, imageOf, metricInput } from '../../fixture/metric-input.ts'
import { differenceNet, meanColourNet } from '../../fixture/onnx-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'kb-own-net-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'mean.onnx'), meanColourNet(8))
writeFileSync(join(folder, 'difference.onnx'), differenceNet(8))

const describeNet = (name: string, changes: object): string => {
  const file = join(folder, `${name}.json`)
  const net = {
    kind: 'onnx-embedding',
    id: `own/${name}`,
    net: 'mean.onnx',
    source: 'made by this test',
    compare: 'cosine',
    input: { width: 8, height: 8 },
  }
  writeFileSync(file, JSON.stringify({ ...net, ...changes }))
  return file
}

const flat = async (hex: string) =>
  imageOf(await drawing(`<rect width="400" height="400" fill="${hex}"/>`, 32))
const [red, orange, blue] = [await flat('#ff0000'), await flat('#ff8000'), await flat('#0000ff')]

async function scoreBy(file: string, input: MetricInput): Promise<MetricResult | undefined> {
  const scorer = await createScorer({ workers: 1, metricIds: [], modules: [file] })
  try {
    return [...(await scorer.score(input)).values()][0]
  } finally {
    await scorer.close()
  }
}

describe("a user's own net", () => {
  it('compares what it makes of the output and of another picture', async () => {
    const cosine = describeNet('cosine', {})
    const input = metricInput({ source: red, output: orange })
    // Mean colours (1, 0, 0) and (1, 128/255, 0).
    expect(await scoreBy(cosine, input)).toMatchObject({
      state: 'scored',
      value: expect.closeTo(1 / Math.hypot(1, 128 / 255), 5),
      detail: { against: 'source' },
    })
    const distance = describeNet('distance', { compare: 'distance', against: 'reference' })
    expect(await scoreBy(distance, { ...input, references: [blue] })).toMatchObject({
      value: expect.closeTo(Math.hypot(1, 128 / 255, 1), 5),
    })
    expect(await scoreBy(distance, input)).toEqual({
      state: 'unscored',
      reason: 'there is no reference to compare with',
      notApplicable: true,
    })
  }, 60_000)

  it('may take both pictures and give a number of its own', async () => {
    const file = describeNet('difference', { net: 'difference.onnx', compare: 'value' })
    expect(await scoreBy(file, metricInput({ source: red, output: blue }))).toMatchObject({
      value: expect.closeTo(2 / 3, 5),
    })
    const wrong = describeNet('wrong', { net: 'difference.onnx', compare: 'cosine' })
    expect(await scoreBy(wrong, metricInput({ source: red, output: blue }))).toEqual({
      state: 'unscored',
      reason: 'the net takes 2 inputs, not 1',
    })
  }, 60_000)

  it('has a version that changes with the net and with what it is shown, not with its words', async () => {
    const versionOf = async (changes: object) =>
      (await loadMetric(describeNet('version', changes))).version
    const first = await versionOf({})
    expect(first).toMatch(
      /^1\+net-[0-9a-f]{16}\+input-[0-9a-f]{8}\+onnxruntime-(web|node)-\d+\.\d+\.\d+$/,
    )
    expect(await versionOf({ source: 'other words' })).toBe(first)
    expect(await versionOf({ net: 'difference.onnx' })).not.toBe(first)
    expect(await versionOf({ input: { width: 8, height: 8, colours: 'bgr' } })).not.toBe(first)
  })

  it('is refused with file and field where its description is wrong', async () => {
    await expect(loadMetric(describeNet('absent', { net: 'nothing.onnx' }))).rejects.toThrow(
      'the net nothing.onnx is not there',
    )
    await expect(loadMetric(describeNet('odd', { compare: 'likeness' }))).rejects.toThrow('compare')
    await expect(loadMetric(join(folder, 'nowhere.json'))).rejects.toThrow(
      'the metric is not there',
    )
    writeFileSync(join(folder, 'broken.json'), '{')
    await expect(loadMetric(join(folder, 'broken.json'))).rejects.toThrow('this is no JSON')
  })

  it('is given colours, layout and scale as described', () => {
    const pixels = { width: 2, height: 1, data: Uint8Array.of(255, 0, 51, 255, 0, 102, 255, 255) }
    const input = { width: 2, height: 1, mean: [0, 0.2, 0.4], deviation: [1, 2, 0.5] } as const
    const planes = netPicture(pixels, {
      ...input,
      mean: [...input.mean],
      deviation: [...input.deviation],
      layout: 'nchw',
      colours: 'rgb',
    })
    expect(planes.dims).toEqual([1, 3, 1, 2])
    const expected = [1, 0, -0.1, 0.1, -0.4, 1.2]
    for (const [index, value] of expected.entries())
      expect(planes.data[index]).toBeCloseTo(value, 6)
    const turned = netPicture(pixels, {
      ...input,
      mean: [0, 0, 0],
      deviation: [1, 1, 1],
      layout: 'nhwc',
      colours: 'bgr',
    })
    expect(turned.dims).toEqual([1, 1, 2, 3])
    expect([...turned.data]).toEqual([0.2, 0, 1, 1, 0.4, 0].map((one) => expect.closeTo(one, 6)))
  })
})

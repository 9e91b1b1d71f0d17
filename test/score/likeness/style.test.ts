import { describe, expect, it } from 'vitest'
import { channelStatistics } from '#score/likeness/channel-statistics.ts'
import { contentCopied, contentCorrelation, contentKept } from '#score/likeness/content.ts'
import { styleDistance } from '#score/likeness/style-distance.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { drawing, imageOf, metricInput } from '../../fixture/metric-input.ts'

const opener = createOpener()
/** Hatched in two colours, or flat. */
const draw = async (body: string, isHatched: boolean) => {
  const hatch = `<defs><pattern id="h" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(35)"><rect width="14" height="14" fill="#f3e3c3"/><path d="M0 5h14" stroke="#742" stroke-width="5"/></pattern></defs>`
  const [ground, fill] = isHatched ? ['#f3e3c3', 'url(#h)'] : ['#bcd', '#369']
  return imageOf(
    await drawing(
      `${hatch}<rect width="400" height="400" fill="${ground}"/><g fill="${fill}" stroke="#421" stroke-width="${isHatched ? 5 : 0}">${body}</g>`,
      256,
    ),
  )
}
const house = '<path d="M60 360V180l140-110 140 110v180z"/>'
const balls =
  '<circle cx="100" cy="110" r="70"/><circle cx="290" cy="280" r="90"/><circle cx="300" cy="80" r="40"/>'
const [source, reference, wanted, copied] = [
  await draw(house, false),
  await draw(balls, true),
  await draw(house, true),
  await draw(balls, true),
]

const value = async (metric: typeof styleDistance, output: typeof source): Promise<number> => {
  const result = await metric.score(
    metricInput({ source, output, references: [reference] }),
    opener,
  )
  if (result.state === 'unscored') throw new Error(result.reason)
  return result.value
}

describe('style and content', () => {
  it('are told apart: the manner of one picture, the things of another', async () => {
    expect(await value(styleDistance, wanted)).toBeLessThan(await value(styleDistance, source))
    expect(await value(contentKept, wanted)).toBeGreaterThan(await value(contentKept, copied))
    expect(await value(contentCopied, wanted)).toBeLessThan(await value(contentCopied, copied))
  })

  it('style forgets where things are', async () => {
    const elsewhere = await draw(
      '<circle cx="80" cy="300" r="70"/><circle cx="260" cy="110" r="100"/>',
      true,
    )
    expect(await value(styleDistance, elsewhere)).toBeLessThan(
      (await value(styleDistance, source)) / 2,
    )
  })

  it('content is what is left of activations once mean and deviation are taken out', () => {
    const tap = (...data: number[]) => ({ side: 2, channels: 1, data: Float32Array.from(data) })
    expect(channelStatistics(tap(1, 3, 1, 3))).toEqual({
      means: Float64Array.of(2),
      deviations: Float64Array.of(1),
    })
    expect(contentCorrelation(tap(1, 3, 1, 3), tap(10, 50, 10, 50))).toBeCloseTo(1, 12)
    expect(contentCorrelation(tap(1, 3, 1, 3), tap(5, 1, 5, 1))).toBeCloseTo(-1, 12)
    expect(contentCorrelation(tap(1, 3, 1, 3), tap(2, 2, 2, 2))).toBe(0)
  })
})

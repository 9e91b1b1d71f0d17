import { describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { preservationMap } from '#report/preservation-map.ts'
import { boxMask, drawing } from '../fixture/metric-input.ts'

const ground =
  '<rect width="400" height="400" fill="#8fa8b8"/><circle cx="90" cy="300" r="60" fill="#a05030"/><path d="M0 120L400 60" stroke="#204060" stroke-width="9"/>'
const asked = '<rect x="220" y="200" width="100" height="100" fill="#e0c020"/>'
const stray = '<rect x="40" y="180" width="50" height="50" fill="#205020"/>'

/** Colours of the map at places given in the drawing's units. */
async function mapOf(changed: string, mask?: Uint8Array) {
  const bytes = await preservationMap(
    {
      source: await encodePng(await drawing(ground)),
      output: await encodePng(await drawing(ground + changed)),
      ...(mask ? { mask } : {}),
    },
    200,
  )
  if (!bytes) return undefined
  const { width, data } = await decodeImage(bytes)
  return (x: number, y: number) => {
    const at = (Math.floor(y / 2) * width + Math.floor(x / 2)) * 4
    const [red = 0, , blue = 0] = data.subarray(at, at + 3)
    return red - blue > 60 ? 'broken' : blue - red > 20 ? 'free' : 'kept'
  }
}

describe('the preservation map', () => {
  it('shows red what changed outside the mask, blue what may change, and grey what stayed', async () => {
    const mask = await boxMask(400, [210, 190, 330, 310])
    const at = await mapOf(asked + stray, mask.bytes)
    expect(at?.(270, 250)).toBe('free')
    expect(at?.(65, 205)).toBe('broken')
    expect([at?.(90, 300), at?.(350, 350), at?.(200, 90)]).toEqual(['kept', 'kept', 'kept'])
  })

  it('takes the changed region for what may change where there is no mask', async () => {
    const at = await mapOf(asked)
    expect(at?.(270, 250)).toBe('free')
    expect([at?.(90, 300), at?.(350, 50)]).toEqual(['kept', 'kept'])
  })

  it('is not drawn where all may change', async () => {
    expect(await mapOf(asked, (await boxMask(400, [0, 0, 400, 400])).bytes)).toBeUndefined()
  })
})

import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { editEvidence } from '#score/edit/evidence.ts'
import { editFocus } from '#score/edit/focus.ts'
import { editMagnitude } from '#score/edit/magnitude.ts'
import { editSpill } from '#score/edit/spill.ts'
import { editStrength } from '#score/edit/strength.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import {
  asImage,
  boxMask,
  drawing,
  imageOf,
  metricInput,
  scoreWith,
  valueWith,
} from '../fixture/metric-input.ts'

const side = 512
const ground =
  '<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#cde"/><stop offset="1" stop-color="#786"/></linearGradient></defs><rect width="400" height="400" fill="url(#g)"/><circle cx="300" cy="90" r="40" fill="#38a"/><path d="M20 40 l60 20 l-30 50z M240 330 l90 -20 l20 60z" fill="#a63"/>'
const thing = (colour: string, size = 110): string =>
  `<rect x="80" y="200" width="${size}" height="${size}" fill="${colour}"/>`
const drawn = async (body: string): Promise<Required<MetricImage>> =>
  imageOf(await drawing(ground + body, side))
const source = await drawn(thing('#d62828'))
const reference = await drawn(thing('#2660d0'))
const mask = await boxMask(side, [98, 250, 250, 402])
const reEncoded = async (change: (picture: Sharp) => Sharp) =>
  asImage(await change(sharp(source.bytes).removeAlpha()).toBuffer())

const input = (output: MetricImage, changes: Partial<MetricInput> = {}) =>
  metricInput({ source, output, truthReference: reference, mask, ...changes })

const copies = {
  same: source,
  jpeg75: await reEncoded((picture) => picture.jpeg({ quality: 75 })),
  smaller: await reEncoded((picture) => picture.resize(507, 507).png()),
  tinted: await reEncoded((picture) => picture.linear([1.05, 1, 0.96], [2, 0, 3]).png()),
}

describe('edit strength', () => {
  it('takes a copy for one, however it was encoded, and an edit of half a hundredth for an edit', async () => {
    for (const copy of Object.values(copies)) {
      expect(await scoreWith(editEvidence, input(copy))).toMatchObject({ detail: { noOp: true } })
      expect(await valueWith(editMagnitude, input(copy))).toBeLessThan(0.005)
    }
    const small = await drawn(
      `${thing('#d62828')}<circle cx="330" cy="240" r="16" fill="#d8c040"/>`,
    )
    const { mask: _mask, ...withoutMask } = input(small)
    expect(await scoreWith(editEvidence, withoutMask)).toMatchObject({ detail: { noOp: false } })
  })

  it('is 0 for a copy, half for half an edit, and 1 for the right answer', async () => {
    expect(await valueWith(editStrength, input(source))).toBe(0)
    expect(await scoreWith(editStrength, input(reference))).toMatchObject({
      value: 1,
      detail: { verdict: 'as-asked' },
    })
    const half = await drawn(thing('#aa3d55'))
    const strength = await scoreWith(editStrength, input(half))
    expect(strength).toMatchObject({ detail: { verdict: 'under-edit' } })
    const gross = await drawn(thing('#20ff20'))
    expect(await scoreWith(editStrength, input(gross))).toMatchObject({ value: 1 })
  })

  it('tells change where it was asked for from change elsewhere', async () => {
    expect(await valueWith(editFocus, input(reference))).toBeGreaterThan(0.98)
    const elsewhere = await drawn(
      `${thing('#d62828')}<circle cx="320" cy="220" r="30" fill="#000"/>`,
    )
    expect(await valueWith(editFocus, input(elsewhere))).toBeLessThan(0.02)
    expect(await scoreWith(editFocus, input(source))).toEqual({
      state: 'unscored',
      reason: 'nothing was changed',
    })
  })

  it('flags an over-edit, with a mask and without', async () => {
    const ruined = asImage(await sharp(reference.bytes).negate({ alpha: false }).png().toBuffer())
    const { mask: _mask, ...withoutMask } = input(ruined)
    for (const of of [input(ruined), withoutMask]) {
      expect(await scoreWith(editSpill, of)).toMatchObject({ detail: { overEdit: true } })
    }
    const { mask: _other, ...local } = input(reference)
    expect(await scoreWith(editSpill, local)).toMatchObject({
      value: 0,
      detail: { overEdit: false, region: 'estimated' },
    })
  })
})

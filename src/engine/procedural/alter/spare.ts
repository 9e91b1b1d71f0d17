import type { Pixels } from '#image/pixels.ts'
import { blurred } from '../look/apply-look.ts'
import { eachPixel, greyed } from '../light/each-pixel.ts'
import type { Operation } from '../operation.ts'
import { findSubject } from '../see/find-subject.ts'
import { matte } from '../see/matte.ts'
import { matteOf, resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'

/** Everything grey but what is named. */
export function splash(
  sight: Sight,
  { target }: Extract<Operation, { op: 'splash' }>,
): Pixels | undefined {
  const found = resolveTarget(sight, target)
  if (!found) return undefined
  const shares = matteOf(sight, found)
  return eachPixel(sight.pixels, (data, from, at) => greyed(data, from, 1 - shares.data[at]!))
}

/** The subject sharp, all else out of focus. */
export function blurBackground(sight: Sight): Pixels | undefined {
  const mask = findSubject(sight)
  if (!mask) return undefined
  const shares = matte(sight, mask)
  const soft = blurred(sight.pixels, Math.max(4, Math.round(sight.pixels.width / 70)))
  return eachPixel(sight.pixels, (data, from, at) => {
    const part = 1 - shares.data[at]!
    for (let c = 0; c < 3; c++)
      data[from + c] = data[from + c]! + (soft.data[from + c]! - data[from + c]!) * part
  })
}

/** One thing brighter, darker, stronger, grey or blurred. */
export function shade(
  sight: Sight,
  { target, by }: Extract<Operation, { op: 'shade' }>,
): Pixels | undefined {
  const found = resolveTarget(sight, target)
  if (!found) return undefined
  const shares = matteOf(sight, found)
  const soft =
    by === 'blur'
      ? blurred(sight.pixels, Math.max(3, Math.round(sight.pixels.width / 90)))
      : undefined
  return eachPixel(sight.pixels, (data, from, at) => {
    const part = shares.data[at]!
    if (part < 0.01) return
    const mean = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    for (let c = 0; c < 3; c++) {
      const old = data[from + c]!
      const wanted = {
        brighter: 255 * (old / 255) ** 0.6,
        darker: old * 0.5,
        vivid: mean + (old - mean) * 1.7,
        grey: mean,
        blur: soft?.data[from + c] ?? old,
      }[by]
      data[from + c] = old + (wanted - old) * part
    }
  })
}

import type { Mask, Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { drawBackdrop, floorOf, momentOf } from '../draw/backdrop.ts'
import { blurred } from '../look/apply-look.ts'
import type { Operation, Target } from '../operation.ts'
import { eachPixel } from '../light/each-pixel.ts'
import { frameOf, type Frame } from '../raster/crop.ts'
import { grain } from '../raster/grain.ts'
import { enlarge, type Plane } from '../raster/enlarge.ts'
import { coverage, fillHoles } from '../raster/morphology.ts'
import { sceneIn } from '../read/places.ts'
import { findSubject } from '../see/find-subject.ts'
import { hardened, matte } from '../see/matte.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import type { Job } from './job.ts'
import { cutOut, groundShadow, layOver, litBy, scaled, type Sprite } from './sprite.ts'

/** Share of a frame that lies in another. */
function overlap(one: Frame, two: Frame): number {
  const width = Math.min(one.left + one.width, two.left + two.width) - Math.max(one.left, two.left)
  const height = Math.min(one.top + one.height, two.top + two.height) - Math.max(one.top, two.top)
  return (Math.max(0, width) * Math.max(0, height)) / (one.width * one.height)
}

/** The thing named; of several likely ones the one that stands out, for it is what the picture is of. */
function mainThing(sight: Sight, target: Target): Mask | undefined {
  if (!target.noun && !target.colour) return undefined
  const found = resolveTarget(sight, target)?.mask
  const subject = findSubject(sight)
  const special = target.place ?? target.size ?? target.order ?? target.colour ?? target.many
  if (!found || !subject || special !== undefined) return found
  // A small part of what stands out is a part of the thing meant.
  const [part, whole] = [frameOf(found), frameOf(subject)]
  const isPart =
    part && whole && coverage(found) < 0.3 * coverage(subject) && overlap(part, whole) > 0.5
  return isPart ? subject : found
}

/** Cuts the subject out that is to be taken along. */
export function subjectOf(sight: Sight, target: Target, careful: boolean): Sprite | undefined {
  const mask = mainThing(sight, target) ?? findSubject(sight)
  if (!mask) return undefined
  const whole = fillHoles(mask)
  const shares: Plane = careful ? matte(sight, whole) : hardShares(sight, whole)
  return cutOut(sight.pixels, shares)
}

function hardShares(
  sight: Sight,
  { width, height, data }: { width: number; height: number; data: Uint8Array },
): Plane {
  const { pixels } = sight
  const plane = {
    width: pixels.width,
    height: pixels.height,
    data: enlarge(
      { width, height, data: Float32Array.from(data, (v) => v / 255) },
      pixels.width,
      pixels.height,
    ),
  }
  return { ...plane, data: Float32Array.from(hardened(plane).data, (v) => v / 255) }
}

/** A drawn place as a photograph of it would be: a little out of focus, with grain. */
async function backdropPixels(
  scene: string,
  { width, height }: Pixels,
  job: Job,
  soft: boolean,
): Promise<Pixels> {
  const place = sceneIn(scene) ?? 'studio'
  const side = Math.max(width, height)
  const drawing = drawBackdrop(place, momentOf(scene, job.seed))
  const [x, y] = [((side - width) / side / 2) * 1024, ((side - height) / side) * 1024 * 0.7]
  const view = `${x.toFixed(1)} ${y.toFixed(1)} ${((width / side) * 1024).toFixed(1)} ${((height / side) * 1024).toFixed(1)}`
  const drawn = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}">${drawing}</svg>`,
    width,
    height,
  )
  if (!soft) return drawn
  const random = grain(job.seed + 51)
  return eachPixel(blurred(drawn, Math.max(1, Math.round(side / 420))), (data, from) => {
    const noise = (random() + random() - 1) * 7
    for (let c = 0; c < 3; c++) data[from + c] = data[from + c]! + noise
  })
}

/** Detail of a picture: photographs have it everywhere, flat drawings hardly anywhere. */
export const isPhotograph = (sight: Sight): boolean =>
  sight.regions.filter(({ rough }) => rough > 1.1).length > sight.regions.length * 0.55

/** The subject in a drawn place; it keeps its cut at the picture's edge, else it stands on the floor. */
export async function relocate(
  sight: Sight,
  { target, scene }: Extract<Operation, { op: 'relocate' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const sprite = subjectOf(sight, target, job.tier.careful)
  const { pixels } = sight
  if (!sprite || sprite.frame.width * sprite.frame.height < pixels.width * pixels.height * 0.004)
    return undefined
  const { frame } = sprite
  const photo = job.tier.careful && isPhotograph(sight)
  const backdrop = await backdropPixels(scene, pixels, job, photo)
  const cut = frame.top + frame.height > pixels.height * 0.985
  const thing = photo ? litBy(sprite.pixels, backdrop, 0.25) : sprite.pixels
  if (cut) {
    // A portrait stays where it is cut off; a narrow one is brought to the middle.
    const wide = frame.width > pixels.width * 0.55
    if (frame.width * frame.height < pixels.width * pixels.height * 0.72)
      return layOver(
        backdrop,
        thing,
        wide ? frame.left : (pixels.width - frame.width) / 2,
        frame.top,
      )
    // Whoever fills the picture leaves no room for the place: seen from farther away.
    const farther = await scaled(thing, 0.66)
    return layOver(
      backdrop,
      farther,
      (pixels.width - farther.width) / 2,
      pixels.height - farther.height,
    )
  }
  const wanted = Math.min((pixels.height * 0.6) / frame.height, (pixels.width * 0.8) / frame.width)
  const factor = Math.min(2, Math.max(0.6, Math.sqrt(wanted) < 1 ? wanted : Math.min(wanted, 1.25)))
  const sized = await scaled(thing, factor)
  const foot = pixels.height * floorOf(sceneIn(scene) ?? 'studio')
  const left = (pixels.width - sized.width) / 2
  const ground = groundShadow(
    backdrop,
    { x: pixels.width / 2, y: foot - sized.height * 0.012, width: sized.width * 0.8 },
    0.45,
  )
  return layOver(ground, sized, left, foot - sized.height)
}

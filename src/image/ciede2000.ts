const radians = Math.PI / 180
const [cos30, sin30] = [Math.cos(30 * radians), Math.sin(30 * radians)]
const [cos6, sin6] = [Math.cos(6 * radians), Math.sin(6 * radians)]
const [cos63, sin63] = [Math.cos(63 * radians), Math.sin(63 * radians)]
const [cos275, sin275] = [Math.cos(275 * radians), Math.sin(275 * radians)]
/** Farther than 110 degrees from 275, the rotation term is below 4e-9. */
const noRotation = Math.cos(110 * radians)
const power25 = 25 ** 7

const power7 = (value: number): number => {
  const cube = value * value * value
  return cube * cube * value
}

/** 1 - 0.17 cos(h - 30) + 0.24 cos 2h + 0.32 cos(3h + 6) - 0.2 cos(4h - 63), from the cosine and sine of h. */
function hueWeight(c: number, s: number): number {
  const cos2 = 2 * c * c - 1
  const sin2 = 2 * s * c
  const cos3 = c * (4 * c * c - 3)
  const sin3 = s * (3 - 4 * s * s)
  const cos4 = 2 * cos2 * cos2 - 1
  const sin4 = 2 * sin2 * cos2
  return (
    1 -
    0.17 * (c * cos30 + s * sin30) +
    0.24 * cos2 +
    0.32 * (cos3 * cos6 - sin3 * sin6) -
    0.2 * (cos4 * cos63 + sin4 * sin63)
  )
}

/** -sin(2 x 30 exp(-((h - 275) / 25)^2)) x 2 sqrt(C^7 / (C^7 + 25^7)). */
function rotation(c: number, s: number, chroma: number): number {
  const near = c * cos275 + s * sin275
  if (near < noRotation) return 0
  const away = Math.acos(Math.min(1, near)) / radians / 25
  const seventh = power7(chroma)
  const strength = 2 * Math.sqrt(seventh / (seventh + power25))
  return -strength * Math.sin(60 * radians * Math.exp(-away * away))
}

/**
 * CIEDE2000 colour difference of two CIE L*a*b* colours, kL = kC = kH = 1. Mean hue and hue difference are taken from
 * unit vectors instead of angles (the bisector of the smaller arc is what eq. 14 of the source says case by case),
 * which spares most of the trigonometry. Source: Sharma, Wu, Dalal 2005; tested on all of its table 1.
 */
export function ciede2000(
  l1: number,
  a1: number,
  b1: number,
  l2: number,
  a2: number,
  b2: number,
): number {
  const meanC7 = power7((Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2)
  const stretch = 1.5 - 0.5 * Math.sqrt(meanC7 / (meanC7 + power25))
  const x1 = a1 * stretch
  const x2 = a2 * stretch
  const c1 = Math.sqrt(x1 * x1 + b1 * b1)
  const c2 = Math.sqrt(x2 * x2 + b2 * b2)
  // A grey has no hue: its vector is zero, and the mean hue is the other colour's.
  const u1 = c1 > 0 ? x1 / c1 : 0
  const v1 = c1 > 0 ? b1 / c1 : 0
  const u2 = c2 > 0 ? x2 / c2 : 0
  const v2 = c2 > 0 ? b2 / c2 : 0
  let c = u1 + u2
  let s = v1 + v2
  let sign = u1 * v2 - v1 * u2 < 0 ? -1 : 1
  const length = Math.sqrt(c * c + s * s)
  if (length > 1e-9) {
    c /= length
    s /= length
  } else if (c1 > 0 && c2 > 0) {
    // Opposite hues: the source takes the mean of the two angles in 0 to 360.
    sign = v1 > 0 || (v1 === 0 && u1 > 0) ? 1 : -1
    c = -v1 * sign
    s = u1 * sign
  }
  const meanL = (l1 + l2) / 2 - 50
  const meanC = (c1 + c2) / 2
  const bend = meanL * meanL
  const dL = (l2 - l1) / (1 + (0.015 * bend) / Math.sqrt(20 + bend))
  const dC = (c2 - c1) / (1 + 0.045 * meanC)
  const spread = Math.sqrt(c1 * c2 * ((u1 - u2) * (u1 - u2) + (v1 - v2) * (v1 - v2)))
  const dH = (sign * spread) / (1 + 0.015 * meanC * hueWeight(c, s))
  return Math.sqrt(dL * dL + dC * dC + dH * dH + rotation(c, s, meanC) * dC * dH)
}

import type { Pixels } from './pixels.ts'

/** A picture's colours as another's: value = gain x other + offset, by channel, in sRGB 0..255. */
export interface Drift {
  gain: [red: number, green: number, blue: number]
  offset: [red: number, green: number, blue: number]
}

export const noDrift: Drift = { gain: [1, 1, 1], offset: [0, 0, 0] }

/** How the fit is made; kept with every score that uses it. */
export const driftPolicy = 'gain and offset by channel, robust'

/** Pixels that a fit looks at: more say nothing new of six numbers. */
const most = 40_000
/** Beyond these it is no drift but an edit, or another picture. */
const limits = { gain: [0.6, 1.6], offset: 60 } as const
/** Differences of channel values over this pull at nothing. */
const width = 12

function sampled(count: number, isKept: (index: number) => boolean): number[] {
  const kept: number[] = []
  // A stride that no width is a multiple of, so that no column is preferred.
  const stride = Math.max(1, Math.floor(count / most / 2) * 2 + 1)
  for (let index = 0; index < count; index += stride) if (isKept(index)) kept.push(index)
  return kept
}

function fitChannel(from: Float64Array, to: Float64Array): [gain: number, offset: number] {
  let gain = 1
  let offset = medianDifference(from, to)
  for (let round = 0; round < 12; round++) {
    let [n, x, y, xx, xy] = [0, 0, 0, 0, 0]
    for (let index = 0; index < from.length; index++) {
      const ratio = (to[index]! - gain * from[index]! - offset) / width
      const weight = 1 / (1 + ratio * ratio) ** 2
      n += weight
      x += weight * from[index]!
      y += weight * to[index]!
      xx += weight * from[index]! * from[index]!
      xy += weight * from[index]! * to[index]!
    }
    const spread = xx / n - (x / n) ** 2
    // A channel of one value has no slope to tell.
    gain = spread > 4 ? (xy / n - (x / n) * (y / n)) / spread : 1
    offset = y / n - gain * (x / n)
  }
  return [gain, offset]
}

function medianDifference(from: Float64Array, to: Float64Array): number {
  const sorted = to.map((value, index) => value - from[index]!).sort()
  return sorted[sorted.length >> 1] ?? 0
}

/**
 * The change of tone that `output` shows against `source` of the same size, over the pixels of `isKept`. What was
 * edited among them pulls at nothing (weights of Geman and McClure). No drift where the fit leaves the limits of one:
 * gain 0.6 to 1.6, offset up to 60.
 */
export function fitDrift(
  source: Pixels,
  output: Pixels,
  isKept: (index: number) => boolean,
): Drift {
  const kept = sampled(source.width * source.height, isKept)
  if (kept.length < 100) return noDrift
  const drift: Drift = { gain: [1, 1, 1], offset: [0, 0, 0] }
  for (const channel of [0, 1, 2] as const) {
    const values = ({ data }: Pixels): Float64Array =>
      Float64Array.from(kept, (index) => data[index * 4 + channel]!)
    const [gain, offset] = fitChannel(values(source), values(output))
    const isDrift =
      gain > limits.gain[0] && gain < limits.gain[1] && Math.abs(offset) < limits.offset
    if (!isDrift) return noDrift
    drift.gain[channel] = gain
    drift.offset[channel] = offset
  }
  return drift
}

/** All 256 values of a channel, changed. */
const table = (change: (value: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.min(255, Math.round(change(value)))),
  )

function mapped({ width: w, height, data }: Pixels, tables: readonly Uint8Array[]): Pixels {
  const [red, green, blue] = tables as [Uint8Array, Uint8Array, Uint8Array]
  const changed = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 4) {
    changed[at] = red[data[at]!]!
    changed[at + 1] = green[data[at + 1]!]!
    changed[at + 2] = blue[data[at + 2]!]!
    changed[at + 3] = data[at + 3]!
  }
  return { width: w, height, data: changed }
}

const isNone = ({ gain, offset }: Drift): boolean =>
  gain.every((value) => Math.abs(value - 1) < 0.002) && offset.every((by) => Math.abs(by) < 0.25)

/** The output as it would be without the drift. */
export const withoutDrift = (output: Pixels, drift: Drift): Pixels =>
  isNone(drift)
    ? output
    : mapped(
        output,
        drift.gain.map((gain, channel) =>
          table((value) => (value - drift.offset[channel]!) / gain),
        ),
      )

/** The source as the drift would have it. */
export const withDrift = (source: Pixels, drift: Drift): Pixels =>
  mapped(
    source,
    drift.gain.map((gain, channel) => table((value) => gain * value + drift.offset[channel]!)),
  )

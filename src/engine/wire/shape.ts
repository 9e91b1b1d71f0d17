import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { ratioOf } from './aspect-ratio.ts'

/** How an API lets one say which shape the picture is to have. */
export type Shape =
  /** A ratio `w:h`; any where no list is given. */
  | { takes: 'ratio'; among?: readonly string[] }
  /** Width and height: multiples of `grain` from `least` to `most`, at most `pixels` together. */
  | { takes: 'size'; grain: number; least: number; most: number; pixels?: number }
  | { takes: 'nothing' }

export interface AskedShape {
  ratio?: string
  size?: { width: number; height: number }
  warnings: Warning[]
}

const told = (feature: string, message: string): Warning[] => [
  { kind: 'compatibility', feature, message },
]

const notSent = (feature: string, why = 'this model has no such field'): Warning[] => [
  { kind: 'unsupported', feature, message: `${feature} is not sent: ${why}` },
]

const valueOf = (ratio: string): number => {
  const [width = NaN, height = NaN] = ratio.split(':').map(Number)
  return width / height
}

const apart = (one: string, other: string): number =>
  Math.abs(Math.log(valueOf(one) / valueOf(other)))

function askRatio(request: EngineRequest, among: readonly string[] | undefined): AskedShape {
  const asked = ratioOf(request)
  const { ratio, warnings } = asked
  if (ratio === undefined || among === undefined || Number.isNaN(valueOf(ratio))) return asked
  const nearest = among.toSorted((one, other) => apart(one, ratio) - apart(other, ratio))[0]
  if (nearest === undefined || apart(nearest, ratio) < 1e-9)
    return { warnings, ratio: nearest ?? ratio }
  const said = `aspect ratio ${ratio} is sent as ${nearest}: this model takes ${among.join(' ')}`
  return { ratio: nearest, warnings: [...warnings, ...told('aspectRatio', said)] }
}

/** Providers of FLUX and its like draw about one megapixel where no size is asked. */
const usualPixels = 1024 * 1024

const usualGrain = 16

function sizeOfRatio(ratio: string): { width: number; height: number } {
  const round = (side: number): number => Math.round(side / usualGrain) * usualGrain
  return {
    width: round(Math.sqrt(usualPixels * valueOf(ratio))),
    height: round(Math.sqrt(usualPixels / valueOf(ratio))),
  }
}

function fitted(
  asked: { width: number; height: number },
  { grain, least, most, pixels = Infinity }: Extract<Shape, { takes: 'size' }>,
): { width: number; height: number } {
  const shrink = Math.min(1, Math.sqrt(pixels / (asked.width * asked.height)))
  const round = shrink < 1 ? Math.floor : Math.round
  const fit = (side: number): number =>
    Math.min(most, Math.max(least, round((side * shrink) / grain) * grain))
  return { width: fit(asked.width), height: fit(asked.height) }
}

const wordsOf = ({ width, height }: { width: number; height: number }): string =>
  `${width}x${height}`

function askSize(request: EngineRequest, shape: Extract<Shape, { takes: 'size' }>): AskedShape {
  const { width, height, aspectRatio } = request
  if (width !== undefined && height !== undefined) {
    const size = fitted({ width, height }, shape)
    const isAsAsked = size.width === width && size.height === height
    const said = `${width}x${height} is sent as ${wordsOf(size)}: sides are multiples of ${shape.grain} from ${shape.least} to ${shape.most}`
    return { size, warnings: isAsAsked ? [] : told('size', said) }
  }
  if (aspectRatio === undefined) return { warnings: [] }
  if (Number.isNaN(valueOf(aspectRatio))) return { warnings: notSent('aspectRatio') }
  const size = fitted(sizeOfRatio(aspectRatio), shape)
  const said = `aspect ratio ${aspectRatio} is sent as ${wordsOf(size)}: this model takes no ratio`
  return { size, warnings: told('aspectRatio', said) }
}

function askShape(request: EngineRequest, shape: Shape): AskedShape {
  switch (shape.takes) {
    case 'ratio':
      return askRatio(request, shape.among)
    case 'size':
      return askSize(request, shape)
    case 'nothing':
      return {
        warnings: [
          ...(request.width === undefined ? [] : notSent('size')),
          ...(request.aspectRatio === undefined ? [] : notSent('aspectRatio')),
        ],
      }
    default:
      return shape satisfies never
  }
}

/** The shape as this API wants it said, with a warning for whatever is not exactly what was asked. */
export function shapeOf({ width, height, ...request }: EngineRequest, shape: Shape): AskedShape {
  const isHalf = (width === undefined) !== (height === undefined)
  const whole =
    width === undefined || height === undefined ? request : { ...request, width, height }
  const asked = askShape(whole, shape)
  const half = isHalf ? notSent('size', 'it needs width and height') : []
  return { ...asked, warnings: [...asked.warnings, ...half] }
}

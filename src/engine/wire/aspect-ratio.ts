import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

export interface AskedRatio {
  /** `w:h`, in lowest terms; undefined where neither ratio nor size was asked. */
  ratio?: string
  warnings: Warning[]
}

/** For APIs that take a shape but no size: the size asked becomes its ratio, and that is said. */
export function ratioOf({ width, height, aspectRatio }: EngineRequest): AskedRatio {
  if (width === undefined || height === undefined)
    return { ...(aspectRatio === undefined ? {} : { ratio: aspectRatio }), warnings: [] }
  const by = divisor(width, height)
  const ratio = aspectRatio ?? `${width / by}:${height / by}`
  return {
    ratio,
    warnings: [
      {
        kind: 'compatibility',
        feature: 'size',
        message: `${width}x${height} is sent as aspect ratio ${ratio}: this API takes no size`,
      },
    ],
  }
}

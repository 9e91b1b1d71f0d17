import type { Truth } from '#schema/case.ts'

/** A picture or mask as its drawing; made into pixels when a data set is built. */
export interface DrawnImage {
  name: string
  svg: string
  width: number
  height: number
  /**
   * A `mask` is drawn white on black. A `silhouette` is a mask too: all that its drawing covers,
   * in whatever colour, grown by `grow` pixels (default 0).
   */
  kind: 'picture' | 'mask' | 'silhouette'
  grow?: number
}

interface DraftTruth extends Pick<Truth, 'text' | 'scene'> {
  reference?: string
  mask?: string
  subject?: string
}

/** A case whose images are named by drawing; building gives them files and digests. */
export interface DraftCase {
  id: string
  tasks: string[]
  cluster: string
  language: string
  tags: string[]
  turns: {
    instruction: string
    inputs: (
      | { from: 'case'; role: 'source' | 'reference' | 'mask'; image: string }
      | { from: 'previous'; role: 'source' }
    )[]
    occludes?: boolean
    truth?: DraftTruth
  }[]
}

/** A data set that is made, not fetched: cases and the drawings they name. Must give the same every time. */
export interface DataSetSource {
  id: string
  title: string
  version: string
  licence: string
  source: string
  cases: () => readonly DraftCase[]
  image: (name: string) => DrawnImage
}

/** Names a data set's source; its file exports the result as `dataSet`. */
export const defineDataSet = (source: DataSetSource): DataSetSource => source

import type { Finished } from './history.ts'
import { jobFailed } from './answer.ts'

interface Picked {
  node: string
  /** Query of /view. */
  query: string
  /** Pictures that were given besides. */
  extras: number
}

/** The picture that counts: of the node that is named, else the first saved one, else the first previewed. */
export function pickPicture({ pictures }: Finished, output: string | undefined): Picked {
  const all = pictures.flatMap(({ node, images }) => images.map((image) => ({ node, image })))
  const named = output === undefined ? all : all.filter(({ node }) => node === output)
  const saved = named.filter(({ image }) => (image.type ?? 'output') === 'output')
  const [first] = saved.length > 0 ? saved : named
  if (!first) {
    throw jobFailed(
      output === undefined
        ? 'no node of the workflow gave a picture'
        : `node ${output} gave no picture; ${all.map(({ node }) => node).join(', ') || 'none'} did`,
    )
  }
  const { filename, subfolder, type } = first.image
  const query = new URLSearchParams({
    filename,
    subfolder: subfolder ?? '',
    type: type ?? 'output',
  })
  const counted = saved.length > 0 ? saved : named
  return { node: first.node, query: query.toString(), extras: counted.length - 1 }
}

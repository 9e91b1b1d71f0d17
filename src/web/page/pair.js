import { anotherOf, loadPicture, release } from './pictures.js'

const addressOf = (name) => `/api/vote/pictures/${name}`

/** All pictures of a served pair, decoded; nothing of it shows before. */
export async function loadPair(served) {
  const { a, b, source, references } = served.pictures
  const [imageA, imageB, imageSource, ...others] = await Promise.all([
    loadPicture(addressOf(a)),
    loadPicture(addressOf(b)),
    source === undefined ? undefined : loadPicture(addressOf(source)),
    ...references.map((name) => loadPicture(addressOf(name))),
  ])
  const unders = imageSource
    ? await Promise.all([anotherOf(imageSource), anotherOf(imageSource)])
    : []
  return {
    ...served,
    images: { a: imageA, b: imageB, source: imageSource, unders, references: others },
  }
}

export function releasePair({ images }) {
  for (const image of [images.a, images.b, images.source, ...images.references])
    if (image) release(image)
}

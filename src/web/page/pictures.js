/**
 * A picture as a decoded element, loaded whole before it can be seen. Through a blob, so that showing it later asks
 * nobody for anything.
 */
export async function loadPicture(address) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`picture ${response.status}`)
  const url = URL.createObjectURL(await response.blob())
  return decoded(url)
}

async function decoded(url) {
  const image = new Image()
  image.src = url
  image.draggable = false
  await image.decode()
  return image
}

/** The same picture again, for another place in the page. */
export const anotherOf = (image) => decoded(image.src)

export const release = (image) => URL.revokeObjectURL(image.src)

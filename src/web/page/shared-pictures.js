import { anotherOf, loadPicture } from './pictures.js'

const most = 60

/** Kept pictures by digest; the bytes of the last ones used are fetched once. */
export function createSharedPictures() {
  const loading = new Map()
  const forgetOldest = () => {
    for (const [oldest, picture] of loading) {
      if (loading.size <= most) return
      loading.delete(oldest)
      picture.then((image) => URL.revokeObjectURL(image.src)).catch(() => {})
    }
  }
  /** As a new element each time. */
  return async (sha256) => {
    const picture = loading.get(sha256) ?? loadPicture(`/api/pictures/${sha256}`)
    loading.delete(sha256)
    loading.set(sha256, picture)
    forgetOldest()
    return anotherOf(await picture)
  }
}

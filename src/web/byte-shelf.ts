/** Values kept up to a sum of bytes; those not asked for longest go first. */
export class ByteShelf<T> {
  readonly #most: number
  readonly #items = new Map<string, { value: T; bytes: number }>()
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): T | undefined {
    const found = this.#items.get(key)
    if (!found) return undefined
    this.#items.delete(key)
    this.#items.set(key, found)
    return found.value
  }

  put(key: string, value: T, bytes: number): void {
    this.remove(key)
    this.#items.set(key, { value, bytes })
    this.#bytes += bytes
    for (const oldest of this.#items.keys()) {
      if (this.#bytes <= this.#most || oldest === key) return
      this.remove(oldest)
    }
  }

  remove(key: string): void {
    const found = this.#items.get(key)
    if (!found) return
    this.#items.delete(key)
    this.#bytes -= found.bytes
  }
}

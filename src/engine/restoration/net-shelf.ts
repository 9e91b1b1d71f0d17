import { loadRestorationNet, type RestorationNet } from '#net/restoration-net.ts'
import type { NetChoice } from './nets.ts'

/** The nets used last; each holds up to 200 MB. */
export class NetShelf {
  readonly #room: number
  readonly #nets = new Map<string, RestorationNet>()

  constructor(room: number) {
    this.#room = room
  }

  /** @throws MissingPackageError when the net's package, or TensorFlow.js, is absent */
  async take({ name, purpose }: NetChoice): Promise<RestorationNet> {
    const key = `${name.package}/${name.path ?? ''}`
    const net = this.#nets.get(key) ?? (await loadRestorationNet(name, purpose))
    this.#nets.delete(key)
    this.#nets.set(key, net)
    for (const [oldest, old] of this.#nets) {
      if (this.#nets.size <= this.#room) break
      old.dispose()
      this.#nets.delete(oldest)
    }
    return net
  }

  clear(): void {
    for (const net of this.#nets.values()) net.dispose()
    this.#nets.clear()
  }
}

import { askUntilAnswered } from './ballot-box.js'
import { loadPair } from './pair.js'

const mostTries = 4

/** The next pairs of this voter. One is always loaded ahead, while the one before is looked at. */
export function createPairQueue(onWaiting) {
  const waiting = []
  let ahead
  const fetchPair = async () => {
    for (let tries = 1; ; tries++) {
      const served = await askUntilAnswered('/api/vote/next', {}, onWaiting)
      if (served.state !== 'pair') return served
      try {
        return await loadPair(served)
      } catch (error) {
        // The server has been started again since, and knows these pictures no more.
        if (tries >= mostTries) throw error
      }
    }
  }
  return {
    /** Starts to load a pair, unless one is there already. */
    prepare() {
      if (waiting.length > 0 || ahead) return
      ahead = fetchPair()
      ahead.catch(() => {
        ahead = undefined
      })
    },
    async take() {
      if (waiting.length > 0) return waiting.shift()
      const taken = ahead ?? fetchPair()
      ahead = undefined
      return taken
    },
    /** Comes before all others. */
    putBack: (pair) => waiting.unshift(pair),
  }
}

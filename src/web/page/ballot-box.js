import { post, Refused } from './ask.js'

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const mostPauseMs = 4000

/** What a later try may mend: nobody answered, too many asked, or the server had a fault. */
const mayPass = (error) =>
  !(error instanceof Refused) || error.status === 429 || error.status >= 500

/**
 * Asks until the server has answered. A vote that is on its way is so neither lost nor counted twice: its ticket is good
 * for one, also after the server was killed and started again.
 */
export async function askUntilAnswered(path, body, onWaiting) {
  for (let waitMs = 250; ; waitMs = Math.min(mostPauseMs, waitMs * 2)) {
    try {
      return await post(path, body)
    } catch (error) {
      if (!mayPass(error)) throw error
      onWaiting()
      await pause(waitMs)
    }
  }
}

/** Hands a ballot in; settles when the server has it on disk. */
export async function handIn(ballot, onWaiting) {
  try {
    return await askUntilAnswered('/api/vote/ballot', ballot, onWaiting)
  } catch (error) {
    // An earlier try came through, and its answer did not.
    if (error instanceof Refused && error.code === 'already-cast') return { state: 'kept' }
    if (error instanceof Refused && error.status === 410) return { state: 'expired' }
    throw error
  }
}

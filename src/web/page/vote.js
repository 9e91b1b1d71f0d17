import { get } from './ask.js'
import { startPage } from './page.js'
import { startVoting } from './voting.js'
import { showNote, welcome } from './welcome.js'

await startPage(async (root, words) => {
  let facts
  try {
    facts = await get('/api/vote/session')
  } catch (error) {
    const isStranger = error.code === 'no-invitation'
    const text = isStranger ? 'invitationText' : 'unreachable'
    return showNote(root, words, { title: isStranger ? 'invitationTitle' : 'welcomeTitle', text })
  }
  if (!facts.hasPairs)
    return showNote(root, words, { title: 'nothingTitle', text: 'nothingText', ...facts })
  if (facts.voter === null) facts.voter = await welcome(root, words, facts)
  await startVoting(root, words, facts)
})

import { firstLanguage, firstTheme } from './settings.js'
import { loadWords } from './words.js'

/** Sets theme and language before anything shows, then lets the page fill itself. */
export async function startPage(fillPage) {
  document.documentElement.dataset.theme = firstTheme()
  const language = firstLanguage()
  document.documentElement.lang = language
  const words = await loadWords(language)
  await fillPage(document.querySelector('#page'), words)
}

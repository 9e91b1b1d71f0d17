import { button, node } from './dom.js'
import { keepSetting } from './settings.js'

const links = [
  ['/', 'runs'],
  ['/vote', 'vote'],
  ['/results', 'results'],
  ['/play', 'play'],
]

function themeButton(words, onTheme) {
  const press = () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset.theme = theme
    keepSetting('theme', theme)
    onTheme?.()
  }
  return words.bind(
    button({ className: 'quiet', id: 'theme', textContent: '◐' }, press),
    'theme',
    'aria-label',
  )
}

function languageButton(words, onLanguage) {
  const press = async () => {
    const next = words.language === 'en' ? 'zh' : 'en'
    keepSetting('language', next)
    await words.speak(next)
    onLanguage?.()
  }
  return words.bind(button({ className: 'quiet', id: 'language' }, press), 'otherLanguage')
}

/** Name, ways to other pages (for whoever runs the server), and what every page offers. */
export function topBar(words, { here, isOperator, extra = [], onTheme, onLanguage }) {
  const ways = isOperator
    ? links.map(([href, key]) =>
        words.bind(
          node('a', { href, ...(href === here ? { aria: { current: 'page' } } : {}) }),
          key,
        ),
      )
    : []
  return node(
    'header',
    { className: 'bar' },
    node('span', { className: 'brand', textContent: 'KontextBench' }),
    words.bind(node('nav', {}, ways), 'pages', 'aria-label'),
    node(
      'div',
      { className: 'bar-end' },
      extra,
      languageButton(words, onLanguage),
      themeButton(words, onTheme),
    ),
  )
}

const fill = (text, values) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))

/** The page's sentences in the language chosen; whatever was bound is said anew when another one is. */
export async function loadWords(language) {
  const dictionaries = new Map()
  const load = async (name) => {
    if (!dictionaries.has(name)) {
      const response = await fetch(`/page/words-${name}.json`)
      dictionaries.set(name, await response.json())
    }
    return dictionaries.get(name)
  }
  let current = language
  let dictionary = await load(language)
  let bound = []

  const say = (key, values = {}) => fill(dictionary[key] ?? key, values)
  const put = ({ element, text, property }) => {
    const said = typeof text === 'function' ? text() : say(text)
    if (property.startsWith('aria-')) element.setAttribute(property, said)
    else element[property] = said
  }
  return {
    say,
    get language() {
      return current
    },
    /** Keeps a text of an element in the page's language. `text` is a key, or a function that says it. */
    bind(element, text, property = 'textContent') {
      const entry = { element, text, property }
      put(entry)
      bound.push(entry)
      return element
    },
    async speak(name) {
      dictionary = await load(name)
      current = name
      document.documentElement.lang = name
      // What is gone from the page need not be said.
      bound = bound.filter(({ element }) => element.isConnected)
      bound.forEach(put)
    },
  }
}

// Sentences, elements and numbers of every page that runs from file://. A classic script before the others.
;(() => {
  globalThis.kontextWords = (messages, state) => {
    const say = (key, values = {}) =>
      messages[state.language][key].replaceAll(/\{(\w+)\}/g, (whole, name) =>
        String(values[name] ?? whole),
      )
    const node = (tag, props = {}, ...children) => {
      const made = Object.assign(document.createElement(tag), props)
      made.append(...children.filter((child) => child !== undefined && child !== null))
      return made
    }
    const number = (value) => {
      if (value === null || value === undefined) return '–'
      if (value === 0) return '0'
      const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
      return value.toFixed(Math.min(digits, 6))
    }
    return { say, node, number }
  }
})()

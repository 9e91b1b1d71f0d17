/** What a visitor chose, kept in their browser; a browser that keeps nothing is asked again. */
export const readSetting = (name) => {
  try {
    return localStorage.getItem(`kontextbench-${name}`)
  } catch {
    return null
  }
}

export const keepSetting = (name, value) => {
  try {
    localStorage.setItem(`kontextbench-${name}`, value)
  } catch {
    // Private windows may refuse.
  }
}

const preferredTheme = () =>
  globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

export const firstTheme = () => readSetting('theme') ?? preferredTheme()

export const firstLanguage = () =>
  readSetting('language') ?? ((navigator.language ?? 'en').startsWith('zh') ? 'zh' : 'en')

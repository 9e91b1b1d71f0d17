/** A script that pages of several rooms load. */
export const pageFile = (name: 'whiskers.js'): URL => new URL(`./page/${name}`, import.meta.url)

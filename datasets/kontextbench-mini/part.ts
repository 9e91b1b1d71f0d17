/** One drawn thing. What an edit changes is a set of part ids; masks are drawn from them. */
export interface Part {
  id: string
  svg: string
}

export const colours = {
  red: '#d62828',
  orange: '#f58220',
  yellow: '#fad02c',
  green: '#2e8b3e',
  blue: '#2660d0',
  purple: '#7e3aa8',
  pink: '#f48fb1',
  brown: '#794e2e',
  white: '#fafafa',
  black: '#18181c',
} as const
export type Colour = keyof typeof colours

/** A darker or lighter tone of a hex colour; `by` from -1 (black) to 1 (white). */
export function tone(hex: string, by: number): string {
  const to = by < 0 ? 0 : 255
  const channel = (at: number): string => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16)
    return Math.round(value + (to - value) * Math.abs(by))
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A soft contact shadow on the ground. */
export const shadow = (x: number, y: number, rx: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${rx * 0.16}" fill="#101820" opacity=".22"/>`

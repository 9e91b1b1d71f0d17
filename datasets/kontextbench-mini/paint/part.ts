/** One drawn thing. What an edit changes is the parts that differ; masks are their silhouettes. */
export interface Part {
  id: string
  svg: string
  /** What the silhouette also takes in, where the drawing alone would bind a model too closely. */
  room?: string
}

export const colours = {
  red: '#d8343a',
  orange: '#f28a2e',
  yellow: '#f7cb3e',
  green: '#3a9a55',
  blue: '#2f6fd0',
  purple: '#7f48ac',
  pink: '#f295b5',
  brown: '#7b5233',
  white: '#f7f6f2',
  black: '#22242c',
} as const
export type Colour = keyof typeof colours

/** A darker or lighter tone of a hex colour; `by` from -1 (black) to 1 (white). */
export function tone(hex: string, by: number): string {
  const to = by < 0 ? 0 : 255
  return blend(hex, `#${to.toString(16).padStart(2, '0').repeat(3)}`, Math.abs(by))
}

/** A colour between two hex colours; `by` 0 = the first, 1 = the second. */
export function blend(first: string, second: string, by: number): string {
  const [from, to] = [Number.parseInt(first.slice(1), 16), Number.parseInt(second.slice(1), 16)]
  const channel = (shift: number): number => {
    const [a, b] = [(from >> shift) & 255, (to >> shift) & 255]
    return Math.round(a + (b - a) * by) << shift
  }
  return `#${(channel(16) | channel(8) | channel(0)).toString(16).padStart(6, '0')}`
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

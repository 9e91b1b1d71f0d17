/** How a finished picture is developed. */
export type Look = 'plain' | 'monochrome' | 'sepia' | 'blueprint' | 'rose' | 'poster' | 'pastel'

/** Luminance weights of ITU-R BT.709. */
const luminance = [0.2126, 0.7152, 0.0722] as const

/** A matrix that paints shadows in one colour and lights in another. */
function duotone(dark: readonly number[], light: readonly number[]): string {
  const row = (channel: number): string => {
    const [from, to] = [(dark[channel] ?? 0) / 255, (light[channel] ?? 0) / 255]
    return [
      ...luminance.map((weight) => ((to - from) * weight).toFixed(4)),
      0,
      from.toFixed(4),
    ].join(' ')
  }
  return `<feColorMatrix values="${row(0)} ${row(1)} ${row(2)} 0 0 0 1 0"/>`
}

const steps = (type: string): string =>
  `<feFunc${type} type="discrete" tableValues=".08 .36 .68 .98"/>`

const bodies: Record<Exclude<Look, 'plain'>, string> = {
  monochrome: '<feColorMatrix type="saturate" values="0"/>',
  // The matrix of CSS sepia(1), W3C Filter Effects section 13, at nine tenths, so that whites stay below white.
  sepia:
    '<feColorMatrix values=".354 .692 .17 0 0 .314 .617 .151 0 0 .245 .481 .118 0 0 0 0 0 1 0"/>',
  blueprint: duotone([14, 44, 112], [236, 246, 255]),
  rose: duotone([62, 16, 70], [255, 232, 208]),
  poster: `<feComponentTransfer>${steps('R')}${steps('G')}${steps('B')}</feComponentTransfer>`,
  pastel: '<feColorMatrix values=".56 .1 .08 0 .27 .08 .58 .1 0 .27 .1 .1 .58 0 .3 0 0 0 1 0"/>',
}

export const lookFilter = (look: Look): string =>
  look === 'plain'
    ? ''
    : `<filter id="look" x="0" y="0" width="1024" height="1024" filterUnits="userSpaceOnUse">${bodies[look]}</filter>`

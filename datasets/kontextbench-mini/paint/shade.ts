/**
 * Light comes from the upper left in every picture: these overlays are shared, so that all shapes
 * are shaded alike and a drawing stays small.
 */
export const shadeDefs = `<defs><linearGradient id="lit"><stop stop-color="#fff" stop-opacity=".26"/><stop offset=".42" stop-color="#fff" stop-opacity="0"/><stop offset=".58" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#0c0620" stop-opacity=".2"/></linearGradient><linearGradient id="fall" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".22"/><stop offset=".4" stop-color="#fff" stop-opacity="0"/><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#0c0620" stop-opacity=".24"/></linearGradient><radialGradient id="round" cx=".34" cy=".28" r=".85"><stop stop-color="#fff" stop-opacity=".5"/><stop offset=".36" stop-color="#fff" stop-opacity=".06"/><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#0c0620" stop-opacity=".34"/></radialGradient><radialGradient id="dim"><stop stop-color="#0c0a24" stop-opacity=".38"/><stop offset=".6" stop-color="#0c0a24" stop-opacity=".2"/><stop offset="1" stop-color="#0c0a24" stop-opacity="0"/></radialGradient><radialGradient id="glow"><stop stop-color="#fff1c4" stop-opacity=".9"/><stop offset=".35" stop-color="#ffdc92" stop-opacity=".42"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient></defs>`

export type Shade = 'lit' | 'fall' | 'round'

/** A shape (`path d="..."`, `rect x=...`) filled and shaded. */
export const shaded = (shape: string, fill: string, how: Shade = 'lit'): string =>
  `<${shape} fill="${fill}"/><${shape} fill="url(#${how})"/>`

export const plain = (shape: string, fill: string): string => `<${shape} fill="${fill}"/>`

export const stroked = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" stroke="${stroke}" stroke-width="${width}" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`

/** A stroke that ends where it ends. */
export const band = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" stroke="${stroke}" stroke-width="${width}" fill="none" stroke-linejoin="round"/>`

export const circle = (cx: number, cy: number, r: number): string =>
  `circle cx="${cx}" cy="${cy}" r="${r}"`
export const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  `ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"`
export const rect = (x: number, y: number, width: number, height: number, rx = 0): string =>
  `rect x="${x}" y="${y}" width="${width}" height="${height}"${rx ? ` rx="${rx}"` : ''}`

/** A soft contact shadow on the ground. */
export const contact = (x: number, y: number, rx: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${Math.round(rx * 0.17)}" fill="url(#dim)"/>`

export const placed = (svg: string, x: number, y: number, scale = 1, extra = ''): string =>
  `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}${extra}">${svg}</g>`

/** A row of something, drawn for 0 .. count - 1. */
export const repeat = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

import { colourAnchors } from '#image/colour.ts'
import { escapeXml } from '#image/svg.ts'
import type { ColourName } from './operation.ts'
import type { ParsedScene, SceneGroup } from './parse-scene.ts'

const css = (name: ColourName): string => `rgb(${colourAnchors[name].join(',')})`

const star = (x: number, y: number, r: number): string =>
  Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? r : r * 0.42
    const angle = (Math.PI * index) / 5 - Math.PI / 2
    return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`
  }).join(' ')

function shapeAt({ shape, colour }: SceneGroup, x: number, y: number, r: number): string {
  const fill = `fill="${css(colour)}"`
  switch (shape) {
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="${r}" ${fill}/>`
    case 'square':
      return `<rect x="${x - r * 0.88}" y="${y - r * 0.88}" width="${r * 1.76}" height="${r * 1.76}" ${fill}/>`
    case 'triangle':
      return `<polygon points="${x},${y - r} ${x + r},${y + r * 0.8} ${x - r},${y + r * 0.8}" ${fill}/>`
    case 'star':
      return `<polygon points="${star(x, y, r * 1.1)}" ${fill}/>`
    case 'heart':
      return `<path d="M${x} ${y + r * 0.95} C${x - r * 1.9} ${y - r * 0.3} ${x - r * 0.8} ${y - r * 1.35} ${x} ${y - r * 0.45} C${x + r * 0.8} ${y - r * 1.35} ${x + r * 1.9} ${y - r * 0.3} ${x} ${y + r * 0.95}Z" ${fill}/>`
    default:
      return shape satisfies never
  }
}

interface Cell {
  x: number
  y: number
  width: number
  height: number
}

/** Cuts the canvas into one cell a group, so that stated sides hold. */
function cellsOf(scene: ParsedScene): Cell[] {
  const { groups, relation } = scene
  const upright = relation === 'above' || relation === 'below'
  const backwards = relation === 'right-of' || relation === 'below'
  const span = scene.text === undefined ? 1024 : 720
  const cells = groups.map((_, index): Cell => {
    const part = (upright ? span : 1024) / groups.length
    return upright
      ? { x: 0, y: index * part, width: 1024, height: part }
      : { x: index * part, y: 0, width: part, height: span }
  })
  return backwards ? cells.toReversed() : cells
}

function drawGroup(group: SceneGroup, cell: Cell): string {
  const columns = Math.ceil(Math.sqrt(group.count * (cell.width / cell.height)))
  const rows = Math.ceil(group.count / Math.max(1, columns))
  const stepX = cell.width / columns
  const stepY = cell.height / rows
  const radius = Math.min(stepX, stepY) * 0.33
  return Array.from({ length: group.count }, (_, index) => {
    const x = cell.x + stepX * ((index % columns) + 0.5)
    const y = cell.y + stepY * (Math.floor(index / columns) + 0.5)
    return shapeAt(group, x, y, radius)
  }).join('')
}

/** A sky, far hills and a foreground whose colours follow the words of the prompt. */
function backdrop({ prompt, background, groups }: ParsedScene): string {
  if (background) return `<rect width="1024" height="1024" fill="${css(background)}"/>`
  if (groups.length > 0) return '<rect width="1024" height="1024" fill="#f2f2ee"/>'
  const night = /night|moon|星空|夜/i.test(prompt)
  const sea = /sea|ocean|lake|harbou?r|beach|water|海|湖/i.test(prompt)
  const warm = /sunset|dawn|autumn|desert|warm|日落|秋|黄昏/i.test(prompt)
  const [top, low] = night
    ? ['#0b1538', '#34427a']
    : warm
      ? ['#4a5a9a', '#ffb46b']
      : ['#5aa3e0', '#dff1fb']
  const ground = sea ? (night ? '#12325e' : '#2e86ab') : warm ? '#a8672f' : '#4f8a4c'
  const light = night
    ? '<circle cx="780" cy="190" r="60" fill="#f6f2d4"/>'
    : '<circle cx="770" cy="260" r="74" fill="#fff3c4"/>'
  return `<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs><rect width="1024" height="1024" fill="url(#s)"/>${light}<path d="M0 640 Q180 470 380 610 T760 580 T1024 640 V1024 H0Z" fill="#6d7f9c" opacity=".8"/><path d="M0 720 Q260 620 520 710 T1024 690 V1024 H0Z" fill="${ground}"/><path d="M0 860 Q300 780 620 850 T1024 840 V1024 H0Z" fill="#2c3e34" opacity=".55"/>`
}

function lettering(scene: ParsedScene): string {
  if (scene.text === undefined) return ''
  const han = /\p{Script=Han}/u.test(scene.text)
  const size = Math.min(170, 860 / (scene.text.length * (han ? 1 : 0.7)))
  const y = scene.groups.length > 0 ? 880 : 512
  return `<rect x="52" y="${y - size * 0.95}" width="920" height="${size * 1.6}" rx="24" fill="#ffffff" stroke="#20242c" stroke-width="8"/><text x="512" y="${y + size * 0.22}" text-anchor="middle" font-family="${han ? 'Noto Sans SC' : 'DejaVu Sans'}" font-weight="700" font-size="${size.toFixed(1)}" fill="#16181d">${escapeXml(scene.text)}</text>`
}

/** An SVG of what the prompt states, on a canvas of 1024 x 1024 units. */
export function drawScene(scene: ParsedScene): string {
  const cells = cellsOf(scene)
  const groups = scene.groups.map((group, index) => drawGroup(group, cells[index] as Cell)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">${backdrop(scene)}${groups}${lettering(scene)}</svg>`
}

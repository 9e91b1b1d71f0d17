import { node } from './dom.js'
import { takeGestures } from './gestures.js'
import { createViewPoint } from './view-point.js'

/** How the first two outputs are seen together. */
export const modes = ['side', 'blink', 'slider', 'difference']

const blinkMs = 700
/** More pictures than this stand in several rows. */
const mostInRow = 4

const prefersStillness = () =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false

function pane(label, pictures, name) {
  const frame = node('div', { className: 'frame' }, pictures)
  return {
    frame,
    figure: node(
      'figure',
      { className: `pane ${name}`, data: { name } },
      node('figcaption', { textContent: label }),
      frame,
    ),
  }
}

function outputPane({ label, image, under, missing }, index) {
  image?.classList.add('output')
  under?.classList.add('under')
  const said =
    missing === undefined ? [] : [node('p', { className: 'missing', textContent: missing })]
  return pane(label, [image, under, ...said].filter(Boolean), `output-${index}`)
}

/**
 * Pictures in frames that zoom and move as one: a source, and outputs beside it. In blink and slider the first two
 * outputs lie in one place; in difference each lies under its distance from the source.
 */
export class Stage {
  root
  view
  split = 0.5
  #onChange
  #timer

  constructor(words, onChange = () => {}) {
    this.#onChange = onChange
    this.root = words.bind(
      node('section', { className: 'stage', tabIndex: 0, data: { mode: 'side', front: '0' } }),
      'picturesLabel',
      'aria-label',
    )
    this.view = createViewPoint(({ zoom, x, y }) => {
      for (const [name, value] of Object.entries({ zoom, x, y }))
        this.root.style.setProperty(`--${name}`, value)
      this.root.classList.toggle('zoomed', zoom > 1)
      this.#onChange()
    })
  }

  get mode() {
    return this.root.dataset.mode
  }

  get hasSource() {
    return this.root.dataset.source === 'true'
  }

  get isHeld() {
    return this.root.classList.contains('holds-source')
  }

  show({ width, height, source, panes }) {
    const made = panes.map(outputPane)
    const first = source ? [pane(source.label, [source.image], 'source')] : []
    const all = [...first, ...made]
    this.root.style.setProperty('--ratio', width / height)
    this.root.style.setProperty('--columns', Math.min(mostInRow, all.length))
    this.root.dataset.source = String(Boolean(source))
    for (const { frame } of all) takeGestures(frame, this.view, (place) => this.#drag(place))
    this.root.replaceChildren(...all.map(({ figure }) => figure))
    this.view.reset()
    this.setMode('side')
    this.setSplit(0.5)
  }

  setMode(mode) {
    clearInterval(this.#timer)
    this.root.dataset.mode = mode
    this.root.dataset.front = '0'
    if (mode === 'blink' && !prefersStillness())
      this.#timer = setInterval(() => this.flip(), blinkMs)
    this.#onChange()
  }

  /** The other of the two that blink. */
  flip() {
    this.root.dataset.front = this.root.dataset.front === '0' ? '1' : '0'
    this.#onChange()
  }

  setSplit(value) {
    this.split = Math.min(1, Math.max(0, value))
    this.root.style.setProperty('--split', this.split)
    this.#onChange()
  }

  /** While held, every output gives way to the source. */
  holdSource(isHeld) {
    this.root.classList.toggle('holds-source', isHeld)
    this.#onChange()
  }

  /** The line between the two is dragged where it is near, or where there is nothing else to drag. */
  #drag({ x }) {
    if (this.mode !== 'slider') return false
    if (this.view.zoom > 1 && Math.abs(x - this.split) > 0.08) return false
    this.setSplit(x)
    return true
  }
}

import { node } from './dom.js'
import { takeGestures } from './gestures.js'
import { createViewPoint } from './view-point.js'

/** How the first two outputs are seen together. */
export const modes = ['side', 'blink', 'slider', 'difference']

const blinkMs = 700

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
  return pane(label, [image, under, ...said].filter(Boolean), `output output-${index}`)
}

/**
 * Pictures in frames that zoom and move as one: a source, and outputs beside it. In blink and slider the first two
 * outputs lie in one place; in difference each lies under its distance from the source.
 */
export function createStage(words, onChange = () => {}) {
  const root = words.bind(
    node('section', { className: 'stage', tabIndex: 0, data: { mode: 'side', front: '0' } }),
    'picturesLabel',
    'aria-label',
  )
  let split = 0.5
  let timer
  const view = createViewPoint(({ zoom, x, y }) => {
    root.style.setProperty('--zoom', zoom)
    root.style.setProperty('--x', x)
    root.style.setProperty('--y', y)
    root.classList.toggle('zoomed', zoom > 1)
    onChange()
  })
  const setSplit = (value) => {
    split = Math.min(1, Math.max(0, value))
    root.style.setProperty('--split', split)
    onChange()
  }
  const flip = () => {
    root.dataset.front = root.dataset.front === '0' ? '1' : '0'
    onChange()
  }
  /** The line between the two is dragged where it is near, or where there is nothing else to drag. */
  const drag = ({ x }) => {
    if (root.dataset.mode !== 'slider') return false
    if (view.zoom > 1 && Math.abs(x - split) > 0.08) return false
    setSplit(x)
    return true
  }
  const setMode = (mode) => {
    clearInterval(timer)
    root.dataset.mode = mode
    root.dataset.front = '0'
    if (mode === 'blink' && !prefersStillness()) timer = setInterval(flip, blinkMs)
    onChange()
  }
  const show = ({ width, height, source, panes }) => {
    const made = panes.map(outputPane)
    const first = source ? [pane(source.label, [source.image], 'source')] : []
    root.style.setProperty('--ratio', width / height)
    root.dataset.panes = String(panes.length)
    root.dataset.source = String(Boolean(source))
    for (const { frame } of [...first, ...made]) takeGestures(frame, view, drag)
    root.replaceChildren(...[...first, ...made].map(({ figure }) => figure))
    view.reset()
    setMode('side')
    setSplit(0.5)
  }
  setSplit(split)
  return {
    root,
    view,
    show,
    setMode,
    setSplit,
    flip,
    /** While held, every output gives way to the source. */
    holdSource: (isHeld) => {
      root.classList.toggle('holds-source', isHeld)
      onChange()
    },
    get mode() {
      return root.dataset.mode
    },
    get front() {
      return Number(root.dataset.front)
    },
    get split() {
      return split
    },
    get hasSource() {
      return root.dataset.source === 'true'
    },
    get isHeld() {
      return root.classList.contains('holds-source')
    },
    clear: () => root.replaceChildren(),
  }
}

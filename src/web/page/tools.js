import { button, node } from './dom.js'
import { modes } from './stage.js'

const modeKeys = {
  side: 'modeSide',
  blink: 'modeBlink',
  slider: 'modeSlider',
  difference: 'modeDifference',
}
const zoomStep = 1.5

const modeButtons = (words, stage) =>
  modes.map((mode) => {
    const press = () => stage.setMode(stage.mode === mode ? 'side' : mode)
    return words.bind(button({ data: { mode } }, press), modeKeys[mode])
  })

/** Shows the source as long as it is held: by a finger, a mouse, or a key while it has the focus. */
function sourceButton(words, stage) {
  const made = words.bind(node('button', { type: 'button', id: 'hold-source' }), 'holdSource')
  made.addEventListener('pointerdown', () => stage.holdSource(true))
  made.addEventListener('contextmenu', (event) => event.preventDefault())
  made.addEventListener('keydown', ({ key }) => {
    if (key === ' ' || key === 'Enter') stage.holdSource(true)
  })
  for (const name of ['pointerup', 'pointercancel', 'pointerleave', 'blur', 'keyup'])
    made.addEventListener(name, () => stage.holdSource(false))
  return made
}

function zoomButtons(words, { view }) {
  const made = (props, key, press) => words.bind(button(props, press), key, 'aria-label')
  return [
    made({ textContent: '−' }, 'zoomOut', () => view.zoomBy(1 / zoomStep)),
    made({ className: 'zoom' }, 'zoomReset', () => view.reset()),
    made({ textContent: '+' }, 'zoomIn', () => view.zoomBy(zoomStep)),
  ]
}

function splitSlider(words, stage) {
  const made = node('input', { type: 'range', min: '0', max: '100', className: 'split' })
  made.addEventListener('input', () => stage.setSplit(Number(made.value) / 100))
  return words.bind(made, 'sliderLabel', 'aria-label')
}

/** Buttons of a stage: how outputs are seen, holding the source, and zoom. `update` follows the stage. */
export function createTools(words, stage) {
  const ways = modeButtons(words, stage)
  const source = sourceButton(words, stage)
  const zooms = zoomButtons(words, stage)
  const slider = splitSlider(words, stage)
  const groups = [ways, zooms].map((buttons) => node('div', { className: 'group' }, buttons))
  const root = node(
    'div',
    { className: 'tools', aria: { role: 'toolbar' } },
    groups[0],
    slider,
    source,
    groups[1],
  )
  const update = () => {
    for (const made of ways) {
      made.setAttribute('aria-pressed', String(made.dataset.mode === stage.mode))
      made.hidden = made.dataset.mode === 'difference' && !stage.hasSource
    }
    source.hidden = !stage.hasSource
    source.setAttribute('aria-pressed', String(stage.isHeld))
    slider.hidden = stage.mode !== 'slider'
    slider.value = String(Math.round(stage.split * 100))
    zooms[1].textContent = `${Math.round(stage.view.zoom * 100)} %`
  }
  return { root: words.bind(root, 'toolsLabel', 'aria-label'), update }
}

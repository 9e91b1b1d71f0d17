import { button, node } from './dom.js'
import { modes } from './stage.js'

const modeKeys = {
  side: 'modeSide',
  blink: 'modeBlink',
  slider: 'modeSlider',
  difference: 'modeDifference',
}
const zoomStep = 1.5

/** Buttons of a stage: how outputs are seen, holding the source, and zoom. */
export function createTools(words, stage) {
  const modeButtons = modes.map((mode) => {
    const made = button({ data: { mode } }, () =>
      stage.setMode(stage.mode === mode ? 'side' : mode),
    )
    return words.bind(made, modeKeys[mode])
  })
  const source = words.bind(node('button', { type: 'button', id: 'hold-source' }), 'holdSource')
  const hold = (isHeld) => () => stage.holdSource(isHeld)
  source.addEventListener('pointerdown', hold(true))
  for (const name of ['pointerup', 'pointercancel', 'pointerleave', 'blur'])
    source.addEventListener(name, hold(false))
  source.addEventListener(
    'keydown',
    ({ key }) => (key === ' ' || key === 'Enter') && stage.holdSource(true),
  )
  source.addEventListener('keyup', () => stage.holdSource(false))
  const zoomOut = words.bind(
    button({ textContent: '−' }, () => stage.view.zoomBy(1 / zoomStep)),
    'zoomOut',
    'aria-label',
  )
  const zoomIn = words.bind(
    button({ textContent: '+' }, () => stage.view.zoomBy(zoomStep)),
    'zoomIn',
    'aria-label',
  )
  const reset = words.bind(
    button({ className: 'zoom' }, () => stage.view.reset()),
    'zoomReset',
    'aria-label',
  )
  const slider = words.bind(
    node('input', { type: 'range', min: '0', max: '100', className: 'split' }),
    'sliderLabel',
    'aria-label',
  )
  slider.addEventListener('input', () => stage.setSplit(Number(slider.value) / 100))
  const root = words.bind(
    node(
      'div',
      { className: 'tools', aria: { role: 'toolbar' } },
      node('div', { className: 'group' }, modeButtons),
      slider,
      source,
      node('div', { className: 'group' }, zoomOut, reset, zoomIn),
    ),
    'toolsLabel',
    'aria-label',
  )
  const update = () => {
    for (const made of modeButtons) {
      made.setAttribute('aria-pressed', String(made.dataset.mode === stage.mode))
      made.hidden = made.dataset.mode === 'difference' && !stage.hasSource
    }
    source.hidden = !stage.hasSource
    source.setAttribute('aria-pressed', String(stage.isHeld))
    slider.hidden = stage.mode !== 'slider'
    slider.value = String(Math.round(stage.split * 100))
    reset.textContent = `${Math.round(stage.view.zoom * 100)} %`
  }
  return { root, update }
}

const zoomStep = 1.5
const moveStep = 0.12

const toggle = (stage, mode) => stage.setMode(stage.mode === mode ? 'side' : mode)

/** Keys of the stage's tools, on every page that has one. */
const presses = {
  ' ': (stage) => toggle(stage, 'blink'),
  b: (stage) => (stage.mode === 'blink' ? stage.flip() : stage.setMode('blink')),
  s: (stage) => toggle(stage, 'slider'),
  d: (stage) => stage.hasSource && toggle(stage, 'difference'),
  '+': (stage) => stage.view.zoomBy(zoomStep),
  '=': (stage) => stage.view.zoomBy(zoomStep),
  z: (stage) => (stage.view.zoom > 1 ? stage.view.reset() : stage.view.zoomBy(4)),
  '-': (stage) => stage.view.zoomBy(1 / zoomStep),
  ArrowLeft: (stage) => move(stage, 1, 0),
  ArrowRight: (stage) => move(stage, -1, 0),
  ArrowUp: (stage) => move(stage, 0, 1),
  ArrowDown: (stage) => move(stage, 0, -1),
}

function move(stage, x, y) {
  if (stage.mode === 'slider' && stage.view.zoom === 1 && x !== 0) {
    stage.setSplit(stage.split - x * 0.05)
    return true
  }
  if (stage.view.zoom === 1) return false
  stage.view.moveBy(x * moveStep, y * moveStep)
  return true
}

const takesText = (element) =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'checkbox')

/** Keys that the focused element needs for itself, or that are the browser's. */
export function isTaken(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  if (document.querySelector('dialog[open]')) return true
  const { target, key } = event
  if (takesText(target)) return true
  const isPressable = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
  return isPressable && (key === ' ' || key === 'Enter')
}

/** Acts on a key of the stage; true when there is one. Not for keys that are taken. */
export function pressStageKey(stage, event) {
  if (event.key === 'o') {
    if (stage.hasSource) stage.holdSource(true)
    return stage.hasSource
  }
  const press = presses[event.key]
  if (!press) return false
  return press(stage) !== false
}

/** The source shows as long as its key is down, and no longer than the window has the focus. */
export function releaseStageKeys(stage) {
  document.addEventListener('keyup', ({ key }) => key === 'o' && stage.holdSource(false))
  globalThis.addEventListener('blur', () => stage.holdSource(false))
}

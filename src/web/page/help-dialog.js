import { button, node } from './dom.js'

const keys = [
  ['1', 'keyLeft'],
  ['2', 'keyRight'],
  ['0', 'keyTie'],
  ['3', 'keyBothBad'],
  ['x', 'keySkip'],
  ['u', 'keyUndo'],
  ['q w e r t', 'keyMarksA'],
  ['Q W E R T', 'keyMarksB'],
  ['␣  b', 'keyBlink'],
  ['s', 'keySlider'],
  ['d', 'keyDifference'],
  ['o', 'keySource'],
  ['+ − z', 'keyZoom'],
  ['← ↑ ↓ →', 'keyMove'],
  ['?', 'keyHelp'],
]

/** Every key, and how pictures are moved with a mouse or with fingers. */
export function createHelp(words) {
  const rows = keys.map(([key, text]) =>
    node('tr', {}, node('td', {}, node('kbd', { textContent: key })), words.bind(node('td'), text)),
  )
  const root = node(
    'dialog',
    { className: 'choose', aria: { labelledby: 'help-title' } },
    words.bind(node('h2', { id: 'help-title' }), 'helpTitle'),
    words.bind(node('p', { className: 'soft' }), 'helpPointer'),
    node('table', { className: 'keys' }, node('tbody', {}, rows)),
    words.bind(
      button({}, () => root.close()),
      'close',
    ),
  )
  return { root, open: () => root.showModal() }
}

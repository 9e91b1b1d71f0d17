import { button, node } from './dom.js'

/** Of the first output, and with shift of the second. */
export const markKeys = ['q', 'w', 'e', 'r', 't']

const textOf = {
  'ignored-instruction': 'tagIgnoredInstruction',
  'identity-lost': 'tagIdentityLost',
  artefact: 'tagArtefact',
  'text-wrong': 'tagTextWrong',
  'over-edit': 'tagOverEdit',
}

function sideOf(words, tags, { label, name, isSecond }) {
  const chips = tags.map((tag, index) => {
    const made = button({ className: 'chip', data: { tag } }, () => toggle(made))
    made.append(words.bind(node('span'), textOf[tag] ?? tag))
    const key = markKeys[index] ?? ''
    made.setAttribute('aria-keyshortcuts', isSecond ? `Shift+${key}` : key)
    return made
  })
  const title = words.bind(node('span', { className: 'soft' }), label)
  const root = node(
    'div',
    { className: `marks marks-${name}`, aria: { role: 'group' } },
    title,
    chips,
  )
  return { chips, root: words.bind(root, label, 'aria-label') }
}

const toggle = (chip) =>
  chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'))

/** What is wrong with each output: any number of tags, or none. */
export function createMarks(words, tags) {
  const sides = {
    left: sideOf(words, tags, { label: 'wrongWithA', name: 'a', isSecond: false }),
    right: sideOf(words, tags, { label: 'wrongWithB', name: 'b', isSecond: true }),
  }
  const marked = ({ chips }) =>
    chips.flatMap((chip) =>
      chip.getAttribute('aria-pressed') === 'true' ? [chip.dataset.tag] : [],
    )
  const clear = () => {
    for (const { chips } of Object.values(sides))
      for (const chip of chips) chip.setAttribute('aria-pressed', 'false')
  }
  clear()
  return {
    root: node('div', { className: 'all-marks' }, sides.left.root, sides.right.root),
    clear,
    value: () => ({ left: marked(sides.left), right: marked(sides.right) }),
    press({ key, shiftKey }) {
      const chip = sides[shiftKey ? 'right' : 'left'].chips[markKeys.indexOf(key.toLowerCase())]
      if (chip) toggle(chip)
      return chip !== undefined
    },
  }
}

import { node } from './dom.js'

const textOf = (language, text) => ({ textContent: text, dir: 'auto', lang: language })

/** What was asked of the models, in its own language and direction; a chain in its order. */
export function instructionOf({ language, instructions }) {
  if (instructions.length === 1)
    return node('p', { className: 'instruction', ...textOf(language, instructions[0]) })
  return node(
    'ol',
    { className: 'instruction' },
    instructions.map((text) => node('li', textOf(language, text))),
  )
}

/** Further pictures that the models were given; each opens large. */
export function referencesOf(words, images) {
  if (images.length === 0) return null
  const large = node('dialog', { className: 'large' })
  large.addEventListener('click', () => large.close())
  const thumbs = images.map((image) => {
    const open = node('button', { type: 'button', className: 'thumb' }, image)
    words.bind(open, 'openReference', 'aria-label')
    open.addEventListener('click', () => {
      large.replaceChildren(node('img', { src: image.src, alt: '' }))
      large.showModal()
    })
    return open
  })
  return node(
    'div',
    { className: 'references' },
    words.bind(node('span', { className: 'soft' }), 'references'),
    thumbs,
    large,
  )
}

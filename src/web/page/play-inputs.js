import { Refused, sendFile } from './ask.js'
import { button, node } from './dom.js'

/** Pictures given to the models: dropped, chosen or pasted; the first is edited, the others are references. */
export class PlayInputs {
  root
  /** `{id, width, height, url}` of the server's copies, in order. */
  pictures = []
  #words
  #onChange
  #given = node('div', { className: 'given' })
  #problem = node('p', { className: 'said problem', aria: { role: 'alert' } })

  constructor(words, onChange) {
    this.#words = words
    this.#onChange = onChange
    const file = node('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true })
    file.addEventListener('change', () => {
      void this.add([...file.files])
      file.value = ''
    })
    const choose = words.bind(
      button({}, () => file.click()),
      'addPictures',
    )
    this.root = node(
      'div',
      { className: 'drop' },
      words.bind(node('span'), 'dropHint'),
      this.#given,
      choose,
      file,
      this.#problem,
    )
    this.#takeDrops()
  }

  async add(files) {
    this.#problem.textContent = ''
    for (const file of files) {
      try {
        const kept = await sendFile('/api/play/pictures', file)
        this.pictures.push({ ...kept, url: `/api/play/pictures/${kept.id}` })
      } catch (error) {
        const isPicture = !(error instanceof Refused) || error.code !== 'no-picture'
        this.#words.bind(this.#problem, () =>
          isPicture ? error.message : this.#words.say('notPicture'),
        )
      }
    }
    this.#update()
  }

  /** One picture that the server has already, instead of all others. */
  replaceWith(picture) {
    this.pictures = [picture]
    this.#update()
  }

  #update() {
    this.#given.replaceChildren(
      ...this.pictures.map((picture) => {
        const remove = button({ textContent: '×' }, () => {
          this.pictures = this.pictures.filter((one) => one !== picture)
          this.#update()
        })
        return node(
          'figure',
          {},
          node('img', { src: picture.url, alt: '' }),
          this.#words.bind(remove, 'removePicture', 'aria-label'),
        )
      }),
    )
    this.#onChange()
  }

  /** Anywhere on the page: a picture that misses the box must not take the page's place. */
  #takeDrops() {
    const over = (isOver) => (event) => {
      event.preventDefault()
      this.root.classList.toggle('over', isOver)
    }
    document.addEventListener('dragover', over(true))
    document.addEventListener('dragleave', over(false))
    document.addEventListener('drop', (event) => {
      over(false)(event)
      void this.add([...event.dataTransfer.files])
    })
    document.addEventListener('paste', ({ clipboardData }) => {
      const files = [...(clipboardData?.files ?? [])]
      if (files.length > 0) void this.add(files)
    })
  }
}

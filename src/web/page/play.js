import { get, post } from './ask.js'
import { button, node } from './dom.js'
import { startPage } from './page.js'
import { CallButton, obstacle } from './play-call.js'
import { PlayInputs } from './play-inputs.js'
import { Outcome } from './play-outcome.js'
import { isTaken, pressStageKey, releaseStageKeys } from './stage-keys.js'
import { topBar } from './top-bar.js'
import { showNote } from './welcome.js'

const sizes = ['', '512', '768', '1024', '1280', '1536']

function field(words, key, control) {
  return node('label', {}, words.bind(node('span'), key), control)
}

function modelSelect(models, id, more = []) {
  const options = models.map((model) => {
    const ready = model.missingKey ? '○' : '●'
    return node('option', {
      value: model.id,
      textContent: `${ready} ${model.name} (${model.kind})`,
    })
  })
  return node('select', { id }, more, options)
}

const sizeSelect = (words) =>
  node(
    'select',
    {},
    sizes.map((value) =>
      value === ''
        ? words.bind(node('option', { value }), 'automatic')
        : node('option', { value, textContent: value }),
    ),
  )

class Playground {
  #words
  #models
  #prompt = node('textarea', { id: 'prompt', dir: 'auto' })
  #first
  #second
  #width
  #height
  #seed = node('input', { type: 'number', min: '0', step: '1', inputMode: 'numeric' })
  #inputs
  #make
  #outcome
  #said = node('p', { className: 'said', aria: { role: 'status', live: 'polite' } })
  #stop
  #place = node('div')
  #history = node('div', { className: 'history' })
  #historyPart
  #isCalling = false
  #abort

  constructor(words, models) {
    this.#words = words
    this.#models = models
    this.#first = modelSelect(models, 'first-model')
    const ready = models.find(({ missingKey }) => !missingKey)
    if (ready) this.#first.value = ready.id
    const nobody = words.bind(node('option', { value: '' }), 'noSecond')
    this.#second = modelSelect(models, 'second-model', [nobody])
    this.#second.value = ''
    this.#width = sizeSelect(words)
    this.#height = sizeSelect(words)
    this.#inputs = new PlayInputs(words, () => this.update())
    this.#make = new CallButton(words, (quotes) => this.#call(quotes))
    this.#outcome = new Outcome(words, (picture) => this.#goOn(picture))
    this.#stop = words.bind(
      button({ hidden: true, id: 'stop' }, () => this.#abort?.abort()),
      'stop',
    )
    this.#historyPart = node(
      'section',
      { hidden: true },
      words.bind(node('h2'), 'history'),
      words.bind(node('p', { className: 'soft' }), 'historyNote'),
      this.#history,
    )
    for (const control of [this.#first, this.#second, this.#width, this.#height])
      control.addEventListener('change', () => this.update())
    this.#prompt.addEventListener('input', () => this.update())
  }

  build(root) {
    const words = this.#words
    const controls = node(
      'div',
      { className: 'controls' },
      field(words, 'firstModel', this.#first),
      field(words, 'secondModel', this.#second),
      field(words, 'prompt', this.#prompt),
      this.#inputs.root,
      node(
        'div',
        { className: 'sizes' },
        field(words, 'width', this.#width),
        field(words, 'height', this.#height),
        field(words, 'seed', this.#seed),
      ),
      this.#make.root,
      this.#stop,
      this.#said,
    )
    this.#place.append(words.bind(node('div', { className: 'empty' }), 'playNote'))
    root.replaceChildren(
      topBar(words, { here: '/play', isOperator: true, onLanguage: () => this.update() }),
      node(
        'main',
        {},
        words.bind(node('h1', { className: 'unseen' }), 'playTitle'),
        node(
          'div',
          { className: 'play' },
          controls,
          node('div', {}, this.#place, this.#historyPart),
        ),
      ),
    )
    releaseStageKeys(this.#outcome.stage)
    document.addEventListener('keydown', (event) => {
      if (!isTaken(event) && pressStageKey(this.#outcome.stage, event)) event.preventDefault()
    })
    this.update()
  }

  #chosen() {
    const ids = [this.#first.value, this.#second.value].filter((id) => id !== '')
    return ids.flatMap((id) => this.#models.find((model) => model.id === id) ?? [])
  }

  /** What would be asked for has changed: another price, or a reason why not. */
  update() {
    if (this.#isCalling) return
    const { pictures } = this.#inputs
    const models = this.#chosen()
    const why = models.map((model) => obstacle(this.#words, model, pictures)).find(Boolean)
    this.#said.classList.toggle('problem', why !== undefined)
    this.#said.textContent = why ?? ''
    const isAskable = why === undefined && this.#prompt.value.trim() !== ''
    this.#make.update(
      isAskable
        ? models.map(({ id }) => ({
            model: id,
            pictures: pictures.map((picture) => picture.id),
            ...(this.#width.value ? { width: Number(this.#width.value) } : {}),
            ...(this.#height.value ? { height: Number(this.#height.value) } : {}),
          }))
        : [],
    )
  }

  async #call(quotes) {
    this.#isCalling = true
    this.#abort = new AbortController()
    this.#stop.hidden = false
    const started = performance.now()
    const tick = () =>
      (this.#said.textContent = this.#words.say('working', {
        seconds: Math.round((performance.now() - started) / 1000),
      }))
    tick()
    const timer = setInterval(tick, 1000)
    const prompt = this.#prompt.value.trim()
    const [source] = this.#inputs.pictures
    const answers = await Promise.all(quotes.map((quote) => this.#ask(quote, prompt)))
    clearInterval(timer)
    this.#isCalling = false
    this.#stop.hidden = true
    this.update()
    await this.#keep({ prompt, source, answers })
  }

  async #ask({ quote, model }, prompt) {
    const { name } = this.#models.find(({ id }) => id === model)
    try {
      const seed = this.#seed.value === '' ? {} : { seed: Number(this.#seed.value) }
      const result = await post('/api/play/call', { quote, prompt, ...seed }, this.#abort.signal)
      const { image } = result
      return image
        ? { name, result, picture: { ...image, url: `/api/play/pictures/${image.id}` } }
        : { name, result, error: result.error?.message ?? result.outcome }
    } catch (error) {
      return { name, error: error.message }
    }
  }

  /** A step of the history; any step can be looked at again. */
  async #keep(step) {
    const thumbs = step.answers.flatMap(({ picture }) =>
      picture ? [node('img', { src: picture.url, alt: '' })] : [],
    )
    const made = button({}, () => this.#show(step))
    made.append(
      node('span', { className: 'pictures' }, thumbs),
      node('span', { className: 'prompt', dir: 'auto', textContent: step.prompt }),
    )
    this.#history.append(made)
    this.#historyPart.hidden = false
    await this.#show(step)
  }

  async #show(step) {
    this.#place.replaceChildren(this.#outcome.root)
    await this.#outcome.show(step)
  }

  #goOn(picture) {
    this.#inputs.replaceWith(picture)
    this.#prompt.value = ''
    this.#prompt.focus()
    this.update()
  }
}

await startPage(async (root, words) => {
  let models
  try {
    models = await get('/api/play/models')
  } catch (error) {
    const isStranger = error.code === 'no-invitation' || error.code === 'not-yours'
    return showNote(root, words, {
      title: isStranger ? 'invitationTitle' : 'playTitle',
      text: isStranger ? 'invitationText' : 'unreachable',
    })
  }
  new Playground(words, models).build(root)
})

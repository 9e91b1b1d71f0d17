import { get } from './ask.js'
import { button, node } from './dom.js'
import { startPage } from './page.js'
import { createSharedPictures } from './shared-pictures.js'
import { Stage } from './stage.js'
import { isTaken, pressStageKey, releaseStageKeys } from './stage-keys.js'
import { createTools } from './tools.js'
import { topBar } from './top-bar.js'
import { showNote } from './welcome.js'

const mostAtFirst = 3

function selector(words, key, onChange) {
  const select = node('select')
  select.addEventListener('change', () => onChange(Number(select.value)))
  return {
    select,
    root: node('label', {}, words.bind(node('span'), key), select),
    fill(texts, value) {
      select.replaceChildren(
        ...texts.map((text, index) => node('option', { value: String(index), textContent: text })),
      )
      select.value = String(value)
    },
  }
}

/** Which models are shown: the first competitors, until somebody chooses. */
function modelList(words, models, onChange) {
  const shown = new Set(
    models
      .filter(({ control }) => !control)
      .slice(0, mostAtFirst)
      .map(({ id }) => id),
  )
  const boxes = models.map(({ id, name }) => {
    const box = node('input', { type: 'checkbox', checked: shown.has(id) })
    box.addEventListener('change', () => {
      if (box.checked) shown.add(id)
      else shown.delete(id)
      onChange()
    })
    return node('label', {}, box, name)
  })
  const root = node(
    'fieldset',
    { className: 'model-list' },
    words.bind(node('legend'), 'shownModels'),
    boxes,
  )
  return { root, chosen: () => models.filter(({ id }) => shown.has(id)) }
}

/** Settings and repeats of a case are alternatives: one of them is looked at. */
const variantsOf = (turn) => [
  ...new Set(turn.outputs.map(({ setting, repeat }) => `${setting} · ${repeat + 1}`)),
]

/** The size of the largest picture: all are drawn into frames of its shape. */
const largest = (outputs) =>
  outputs.reduce(
    (most, one) =>
      (one?.width ?? 0) * (one?.height ?? 0) > most.width * most.height
        ? { width: one.width, height: one.height }
        : most,
    { width: 1, height: 1 },
  )

/** Every model's picture of one case and turn, side by side, under the same zoom. */
class Viewer {
  #words
  #run
  #load = createSharedPictures()
  #stage
  #tools
  #instruction = node('p', { className: 'instruction', dir: 'auto' })
  #subject
  #at = { case: 0, turn: 0, variant: 0 }
  /** Of the last thing asked for: what comes later than something newer is not shown. */
  #asked = 0

  constructor(words, run) {
    this.#words = words
    this.#run = run
    this.#stage = new Stage(words, () => this.#tools.update())
    this.#tools = createTools(words, this.#stage)
    this.cases = selector(words, 'case', (value) => this.open(value))
    this.turns = selector(words, 'turn', (value) => this.show({ turn: value, variant: 0 }))
    this.variants = selector(words, 'setting', (value) => this.show({ variant: value }))
    this.models = modelList(words, run.models, () => this.show({}))
    this.cases.fill(
      run.cases.map(({ id, instruction }) => `${id} · ${instruction.slice(0, 60)}`),
      0,
    )
  }

  build(root) {
    const step = (key, by) =>
      this.#words.bind(
        button({}, () => this.step(by)),
        key,
      )
    const choices = [this.cases.root, this.turns.root, this.variants.root]
    const steps = [step('previous', -1), step('next', 1)]
    const main = node(
      'main',
      {},
      node('h1', { textContent: this.#run.name ?? this.#run.title }),
      this.#words.bind(node('p', { className: 'soft' }), 'notBlindNote'),
      node('div', { className: 'view-head' }, choices, steps),
      this.models.root,
      this.#instruction,
      this.#stage.root,
      this.#tools.root,
    )
    root.replaceChildren(topBar(this.#words, { here: '/', isOperator: true }), main)
    releaseStageKeys(this.#stage)
    document.addEventListener('keydown', (event) => this.#press(event))
  }

  step(by) {
    return this.open(this.#at.case + by)
  }

  async open(index) {
    const next = Math.min(this.#run.cases.length - 1, Math.max(0, index))
    this.#subject = await get(`/api/runs/${encodeURIComponent(this.#run.id)}/cases/${next}`)
    this.cases.select.value = String(next)
    await this.show({ case: next, turn: 0, variant: 0 })
  }

  async show(changes) {
    Object.assign(this.#at, changes)
    const asked = ++this.#asked
    const { turns, language } = this.#subject
    const turn = turns[this.#at.turn]
    const named = variantsOf(turn)
    this.turns.fill(
      turns.map((one) => String(one.turn)),
      this.#at.turn,
    )
    this.variants.fill(named, this.#at.variant)
    this.turns.root.hidden = turns.length < 2
    this.variants.root.hidden = named.length < 2
    Object.assign(this.#instruction, { textContent: turn.instruction, lang: language })
    const seen = await this.#panes(turn, named[this.#at.variant])
    if (asked === this.#asked) this.#stage.show(seen)
  }

  async #panes(turn, variant) {
    const chosen = this.models.chosen()
    const outputs = chosen.map(({ id }) =>
      turn.outputs.find(
        (one) => one.model === id && `${one.setting} · ${one.repeat + 1}` === variant,
      ),
    )
    const given = turn.inputs.find(({ role }) => role === 'source')?.sha256
    const sha256 = given ?? outputs.find((output) => output?.from)?.from
    const label = this.#words.say('source')
    const source = sha256 && {
      label,
      image: Object.assign(await this.#load(sha256), { alt: label }),
    }
    const panes = outputs.map((output, index) => this.#pane(chosen[index].name, output, sha256))
    return { source, panes: await Promise.all(panes), ...largest(outputs) }
  }

  async #pane(label, output, source) {
    if (!output?.sha256)
      return { label, missing: this.#words.say('noPicture', { outcome: output?.outcome ?? '–' }) }
    const image = Object.assign(await this.#load(output.sha256), { alt: label })
    return { label, image, ...(source ? { under: await this.#load(source) } : {}) }
  }

  #press(event) {
    if (isTaken(event) || event.repeat) return
    const by = { n: 1, p: -1 }[event.key]
    if (by) void this.step(by)
    else if (pressStageKey(this.#stage, event)) event.preventDefault()
  }
}

await startPage(async (root, words) => {
  const id = new URLSearchParams(location.search).get('run') ?? ''
  let run
  try {
    run = await get(`/api/runs/${encodeURIComponent(id)}`)
  } catch (error) {
    const isStranger = error.code === 'no-invitation'
    return showNote(root, words, {
      title: isStranger ? 'invitationTitle' : 'viewTitle',
      text: isStranger ? 'invitationText' : 'noRuns',
    })
  }
  const viewer = new Viewer(words, run)
  viewer.build(root)
  if (run.cases.length > 0) await viewer.open(0)
})

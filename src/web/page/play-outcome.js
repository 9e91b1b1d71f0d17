import { button, node } from './dom.js'
import { number } from './numbers.js'
import { anotherOf, loadPicture } from './pictures.js'
import { Stage } from './stage.js'
import { createTools } from './tools.js'

const costText = (words, { costUsd }) =>
  costUsd === undefined ? words.say('costUnknown') : words.say('cost', { usd: number(costUsd) })

const plainName = (text) => text.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60)

/** Pictures of one step beside each other, with time, cost and what can be done with each. */
export class Outcome {
  root
  stage
  #words
  #facts = node('div', { className: 'facts' })
  #onGoOn

  constructor(words, onGoOn) {
    this.#words = words
    this.#onGoOn = onGoOn
    this.stage = new Stage(words, () => tools.update())
    const tools = createTools(words, this.stage)
    this.root = node('div', { className: 'outcome' }, this.stage.root, tools.root, this.#facts)
  }

  /** `step`: what was given, and each model's answer. */
  async show({ source, answers }) {
    const { say } = this.#words
    const from = source && (await loadPicture(source.url))
    const panes = await Promise.all(
      answers.map(async ({ name, picture, error }) => {
        if (!picture) return { label: name, missing: say('failedCall', { message: error }) }
        const image = Object.assign(await loadPicture(picture.url), { alt: name })
        return { label: name, image, ...(from ? { under: await anotherOf(from) } : {}) }
      }),
    )
    const { width, height } = answers.find(({ picture }) => picture)?.picture ??
      source ?? { width: 1, height: 1 }
    const shown = from && {
      label: say('source'),
      image: Object.assign(from, { alt: say('source') }),
    }
    this.stage.show({ width, height, source: shown, panes })
    this.#facts.replaceChildren(...answers.map((answer) => this.#factsOf(answer)))
  }

  #factsOf(answer) {
    const words = this.#words
    const { name, picture, result } = answer
    const facts = result
      ? words.bind(node('span', { className: 'soft' }), () =>
          [
            words.say('took', { ms: Math.round(result.phases.totalMs) }),
            costText(words, result),
          ].join(' · '),
        )
      : null
    const actions = picture
      ? [
          words.bind(
            button({ data: { action: 'go-on' } }, () => this.#onGoOn(picture)),
            'goOn',
          ),
          words.bind(
            node('a', { href: picture.url, download: `${plainName(name)}.png` }),
            'download',
          ),
        ]
      : []
    return node('div', {}, node('strong', { textContent: name }), facts, ...actions)
  }
}

import { post } from './ask.js'
import { button, node } from './dom.js'
import { number } from './numbers.js'

/** Why a model cannot be asked for this; undefined when it can. */
export function obstacle(words, model, pictures) {
  if (model.missingKey) return words.say('missingKey', { name: model.missingKey })
  if (pictures.length > 0 && model.edit === false) return words.say('cannotEdit')
  if (pictures.length === 0 && model.generate === false) return words.say('needsPicture')
  if (model.maxInputs !== null && pictures.length > model.maxInputs)
    return words.say('tooManyPictures', { count: model.maxInputs })
  return undefined
}

const refusalText = {
  'paid-not-allowed': 'paidNotAllowed',
  'price-unknown': 'priceUnknown',
  'over-budget': 'overBudget',
}

const priceText = (words, { isFree, usd, refusal }) => {
  if (refusal) return words.say(refusalText[refusal] ?? refusal)
  if (isFree) return words.say('makeFree')
  return words.say('makePriced', { usd: number(usd) })
}

const sumOf = (quotes) => ({
  isFree: quotes.every(({ isFree }) => isFree),
  refusal: quotes.map(({ refusal }) => refusal).find(Boolean),
  // A sum with an unknown part would be too low.
  usd: quotes.some(({ usd }) => usd === null)
    ? null
    : quotes.reduce((sum, { usd }) => sum + usd, 0),
})

/**
 * The button that costs money. It shows the price of exactly what it would ask for, as the server said it; whatever
 * changes the price takes the button away until the new one is there.
 */
export class CallButton {
  root
  #words
  #button
  #quotes = []
  #asked = 0
  #timer

  constructor(words, onCall) {
    this.#words = words
    this.#button = button({ className: 'main', id: 'make', disabled: true }, () => {
      const quotes = this.#quotes
      this.#quotes = []
      this.#button.disabled = true
      onCall(quotes)
    })
    this.root = node('div', { className: 'calls' }, this.#button)
    words.bind(this.#button, 'makeNothing')
  }

  /** Takes the price away; with a request for each model asks for the new one. */
  update(requests) {
    const mine = ++this.#asked
    this.#quotes = []
    this.#button.disabled = true
    clearTimeout(this.#timer)
    if (requests.length === 0) return this.#words.bind(this.#button, 'makeNothing')
    this.#words.bind(this.#button, 'makeWait')
    this.#timer = setTimeout(() => this.#price(requests, mine), 150)
  }

  async #price(requests, mine) {
    const quotes = await Promise.all(requests.map((request) => post('/api/play/quote', request)))
    if (mine !== this.#asked) return
    this.#quotes = quotes.map((quote, index) => ({ ...quote, model: requests[index].model }))
    const sum = sumOf(quotes)
    this.#words.bind(this.#button, () => priceText(this.#words, sum))
    this.#button.disabled = sum.refusal !== undefined
  }
}

import { button, node } from './dom.js'

/** Answers in the order shown, with their keys. */
const choices = [
  { choice: 'left', key: '1', text: 'choiceLeft' },
  { choice: 'tie', key: '0', text: 'choiceTie' },
  { choice: 'right', key: '2', text: 'choiceRight' },
  { choice: 'both-bad', key: '3', text: 'choiceBothBad' },
]

const keyOfQuestion = ({ task, id }) => `${task}/${id}`

const answerTo = ({ task, id }, choice) => ({ task, question: id, choice })

/** A button with its key beside the text. */
export const keyed = (words, made, text, key) => {
  made.append(words.bind(node('span'), text), node('kbd', { textContent: key }))
  made.setAttribute('aria-keyshortcuts', key)
  return made
}

function questionRow(words, question, onChoose) {
  const buttons = choices.map(({ choice, key, text }) => {
    const made = button({ className: `choice ${choice}`, data: { choice } }, () => onChoose(choice))
    return keyed(words, made, text, key)
  })
  const title = words.bind(node('h2', { className: 'question' }), () => question[words.language])
  const row = node('div', { className: 'answers', aria: { role: 'group' } }, buttons)
  words.bind(row, () => question[words.language], 'aria-label')
  return { buttons, root: node('div', { className: 'question-row' }, title, row) }
}

/** The questions of a pair; `onDone` gets all answers as soon as there is one for each. */
export class Ballot {
  root = node('div', { className: 'ballot' })
  #words
  #onDone
  #rows = []
  #answers = new Map()

  constructor(words, onDone) {
    this.#words = words
    this.#onDone = onDone
  }

  show(questions) {
    this.#answers = new Map()
    this.#rows = questions.map((question, index) => ({
      question,
      ...questionRow(this.#words, question, (choice) => this.#choose(index, choice)),
    }))
    this.root.replaceChildren(...this.#rows.map((row) => row.root))
    this.#update()
  }

  /** Answers the first question that has no answer; true when the key is one of a choice. */
  press(key) {
    const found = choices.find((one) => one.key === key)
    if (found) this.#choose(this.#current(), found.choice)
    return found !== undefined
  }

  /** Takes back the last answer of this pair; false when there is none. */
  takeBack() {
    const last = [...this.#answers.keys()].at(-1)
    if (last === undefined) return false
    this.#answers.delete(last)
    this.#update()
    return true
  }

  skipAll() {
    return this.#rows.map(({ question }) => answerTo(question, 'skip'))
  }

  /** While a vote is on its way nothing more is taken. */
  freeze(isFrozen) {
    this.root.inert = isFrozen
  }

  #current() {
    return this.#rows.findIndex(({ question }) => !this.#answers.has(keyOfQuestion(question)))
  }

  #choose(index, choice) {
    const row = this.#rows[index]
    if (!row || this.root.inert) return
    this.#answers.set(keyOfQuestion(row.question), choice)
    this.#update()
    if (this.#current() >= 0) return
    this.#onDone(
      this.#rows.map(({ question }) =>
        answerTo(question, this.#answers.get(keyOfQuestion(question))),
      ),
    )
  }

  #update() {
    const at = this.#current()
    for (const [index, { question, buttons, root: row }] of this.#rows.entries()) {
      row.classList.toggle('current', this.#rows.length > 1 && index === at)
      const answer = this.#answers.get(keyOfQuestion(question))
      for (const made of buttons)
        made.setAttribute('aria-pressed', String(answer === made.dataset.choice))
    }
  }
}

import { button, node } from './dom.js'

/** Answers in the order shown, with their keys. */
const choices = [
  { choice: 'left', key: '1', text: 'choiceLeft' },
  { choice: 'tie', key: '0', text: 'choiceTie' },
  { choice: 'right', key: '2', text: 'choiceRight' },
  { choice: 'both-bad', key: '3', text: 'choiceBothBad' },
]

const keyOfQuestion = ({ task, id }) => `${task}/${id}`

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
export function createBallot(words, onDone) {
  const root = node('div', { className: 'ballot' })
  let rows = []
  let answers = new Map()
  const current = () => rows.findIndex(({ question }) => !answers.has(keyOfQuestion(question)))
  const update = () => {
    const at = current()
    for (const [index, { question, buttons, root: row }] of rows.entries()) {
      row.classList.toggle('current', rows.length > 1 && index === at)
      for (const made of buttons)
        made.setAttribute(
          'aria-pressed',
          String(answers.get(keyOfQuestion(question)) === made.dataset.choice),
        )
    }
  }
  const finish = () =>
    onDone(
      rows.map(({ question }) => ({
        task: question.task,
        question: question.id,
        choice: answers.get(keyOfQuestion(question)),
      })),
    )
  const choose = (index, choice) => {
    const row = rows[index]
    if (!row || root.inert) return
    answers.set(keyOfQuestion(row.question), choice)
    update()
    if (current() < 0) finish()
  }
  return {
    root,
    show(questions) {
      answers = new Map()
      rows = questions.map((question, index) => ({
        question,
        ...questionRow(words, question, (choice) => choose(index, choice)),
      }))
      root.replaceChildren(...rows.map((row) => row.root))
      update()
    },
    /** Answers the first question that has no answer; true when the key is one of a choice. */
    press(key) {
      const found = choices.find((one) => one.key === key)
      if (found) choose(current(), found.choice)
      return found !== undefined
    },
    /** Takes back the last answer of this pair; false when there is none. */
    takeBack() {
      const last = [...answers.keys()].at(-1)
      if (last === undefined) return false
      answers.delete(last)
      update()
      return true
    },
    skipAll: () =>
      rows.map(({ question }) => ({ task: question.task, question: question.id, choice: 'skip' })),
    /** While a vote is on its way nothing more is taken. */
    freeze(isFrozen) {
      root.inert = isFrozen
    },
  }
}

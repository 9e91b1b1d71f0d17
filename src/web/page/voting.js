import { post } from './ask.js'
import { Ballot, keyed } from './ballot.js'
import { handIn } from './ballot-box.js'
import { button, node } from './dom.js'
import { createHelp } from './help-dialog.js'
import { instructionOf, referencesOf } from './instruction.js'
import { createMarks } from './marks.js'
import { createPairQueue } from './pair-queue.js'
import { loadPair, releasePair } from './pair.js'
import { createSkipDialog } from './skip-dialog.js'
import { Stage } from './stage.js'
import { isTaken, pressStageKey, releaseStageKeys } from './stage-keys.js'
import { createTools } from './tools.js'
import { topBar } from './top-bar.js'
import { createUndoList } from './undo-list.js'
import { showNote } from './welcome.js'

const retryMs = 3000

/** A key that is held down means what it means once, except where it moves something. */
const isHeldDown = ({ key, repeat }) => repeat && !/^(Arrow.*|[-+=])$/.test(key)

const afterPaint = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

const viewportNow = () => ({
  width: Math.max(1, Math.round(innerWidth)),
  height: Math.max(1, Math.round(innerHeight)),
  pixelRatio: devicePixelRatio,
  touch: matchMedia('(pointer: coarse)').matches,
})

/** Everything of the page that is there from the first pair to the last. */
function buildPage(root, words, facts, voting) {
  const stage = new Stage(words, () => tools.update())
  const tools = createTools(words, stage)
  tools.update()
  const parts = {
    stage,
    ballot: new Ballot(words, (answers) => voting.submit(answers)),
    marks: createMarks(words, facts.tags),
    skip: createSkipDialog(words, facts.skipReasons, (said) => voting.skip(said)),
    help: createHelp(words),
    status: node('p', {
      className: 'status',
      id: 'status',
      aria: { role: 'status', live: 'polite' },
    }),
    asked: node('section', { className: 'asked' }),
    progress: node('span', { className: 'soft progress' }),
    skipButton: keyed(
      words,
      button({ id: 'skip' }, () => voting.openSkip()),
      'skip',
      'x',
    ),
    undoButton: keyed(
      words,
      button({ id: 'undo' }, () => voting.undo()),
      'undo',
      'u',
    ),
    reveal: node('div', { className: 'reveal', hidden: true }),
  }
  words.bind(parts.asked, 'askedLabel', 'aria-label')
  const helpButton = button({ className: 'quiet', id: 'help', textContent: '?' }, () =>
    parts.help.open(),
  )
  words.bind(helpButton, 'helpTitle', 'aria-label')
  const others = node('div', { className: 'others' }, parts.skipButton, parts.undoButton)
  root.replaceChildren(
    topBar(words, {
      here: '/vote',
      isOperator: facts.isOperator,
      extra: [parts.progress, helpButton],
    }),
    node(
      'main',
      { className: 'voting' },
      words.bind(node('h1', { className: 'unseen' }), 'welcomeTitle'),
      parts.asked,
      stage.root,
      tools.root,
      parts.marks.root,
      node('div', { className: 'vote-bar' }, parts.reveal, parts.ballot.root, others),
      parts.status,
    ),
    parts.skip.root,
    parts.help.root,
  )
  return parts
}

/** Votes until there is nothing left to ask. */
export async function startVoting(root, words, facts) {
  const voting = new Voting(root, words, facts)
  await voting.begin()
}

class Voting {
  #root
  #words
  #facts
  #parts
  #queue
  #undoList = createUndoList()
  #pair
  #shownAt = 0
  #isBusy = true
  #ballots

  constructor(root, words, facts) {
    this.#root = root
    this.#words = words
    this.#facts = facts
    this.#ballots = facts.ballots
    this.#queue = createPairQueue(() => this.#say('waiting'))
  }

  async begin() {
    this.#parts = buildPage(this.#root, this.#words, this.#facts, this)
    releaseStageKeys(this.#parts.stage)
    document.addEventListener('keydown', (event) => this.#press(event))
    this.#say('loading')
    await this.#advance()
  }

  #say(key, values) {
    this.#words.bind(this.#parts.status, () => this.#words.say(key, values))
  }

  async #advance() {
    this.#freeze(true)
    try {
      const next = await this.#queue.take()
      if (next.state === 'done') return this.#finish()
      await this.#show(next)
    } catch (error) {
      if (error.status === 401) return location.reload()
      this.#say('unreachable')
      setTimeout(() => this.#advance(), retryMs)
    }
  }

  async #show(pair) {
    const { stage, ballot, marks, asked, undoButton, reveal } = this.#parts
    const before = this.#pair
    this.#pair = pair
    const { images, pictures } = pair
    const { say } = this.#words
    const labelled = (image, key) => Object.assign(image, { alt: say(key) })
    stage.show({
      ...pictures.frame,
      source: images.source && { label: say('source'), image: labelled(images.source, 'source') },
      panes: [
        { label: 'A', image: labelled(images.a, 'pictureA'), under: images.unders[0] },
        { label: 'B', image: labelled(images.b, 'pictureB'), under: images.unders[1] },
      ],
    })
    asked.replaceChildren(
      ...[instructionOf(pair), referencesOf(this.#words, images.references)].filter(Boolean),
    )
    ballot.show(pair.questions)
    marks.clear()
    reveal.hidden = true
    undoButton.hidden = this.#facts.reveals
    undoButton.disabled = this.#undoList.isEmpty
    this.#count()
    this.#freeze(false)
    this.#say('ready', { number: this.#ballots + 1 })
    if (before && before !== pair) releasePair(before)
    await afterPaint()
    this.#shownAt = performance.now()
    performance.mark('pair-shown')
    this.#queue.prepare()
  }

  #count() {
    this.#words.bind(this.#parts.progress, () =>
      this.#words.say('answered', { count: this.#ballots }),
    )
  }

  #freeze(isFrozen) {
    this.#isBusy = isFrozen
    this.#parts.ballot.freeze(isFrozen)
    this.#root.classList.toggle('busy', isFrozen)
  }

  openSkip() {
    if (!this.#isBusy) this.#parts.skip.open()
  }

  skip(said) {
    return this.submit(this.#parts.ballot.skipAll(), said)
  }

  async submit(answers, said = {}) {
    if (this.#isBusy) return
    this.#freeze(true)
    performance.mark('answered')
    const { ticket } = this.#pair
    const reply = await handIn(
      {
        ticket,
        answers,
        ...said,
        tags: this.#parts.marks.value(),
        msToVote: performance.now() - this.#shownAt,
        viewport: viewportNow(),
      },
      () => this.#say('notSaved'),
    ).catch(() => ({ state: 'refused' }))
    if (reply.state !== 'kept') {
      this.#say(reply.state === 'expired' ? 'expired' : 'refusedVote')
      return this.#advance()
    }
    this.#ballots = reply.ballots ?? this.#ballots + 1
    if (!this.#facts.reveals) this.#undoList.push(ticket)
    if (reply.reveal) await this.#reveal(reply.reveal)
    await this.#advance()
  }

  /** Which model was which, until the voter has seen it. */
  #reveal({ a, b }) {
    const { reveal } = this.#parts
    this.#queue.prepare()
    this.#say('kept')
    return new Promise((resolve) => {
      const next = this.#words.bind(button({ className: 'main', id: 'next' }, resolve), 'next')
      reveal.replaceChildren(
        this.#words.bind(node('p', { aria: { role: 'status' } }), () =>
          this.#words.say('revealed', { a, b }),
        ),
        next,
      )
      reveal.hidden = false
      next.focus()
    })
  }

  async undo() {
    const { ballot } = this.#parts
    if (this.#isBusy || this.#facts.reveals) return
    if (ballot.takeBack()) return
    const ticket = this.#undoList.pop()
    if (ticket === undefined) return this.#say('nothingToUndo')
    this.#freeze(true)
    try {
      const again = await loadPair(await post('/api/vote/undo', { ticket }))
      const before = this.#pair
      this.#pair = undefined
      this.#ballots -= 1
      this.#queue.putBack(before)
      await this.#show(again)
      this.#say('undone')
    } catch {
      this.#freeze(false)
      this.#say('nothingToUndo')
    }
  }

  #finish() {
    this.#parts.stage.setMode('side')
    showNote(this.#root, this.#words, { title: 'doneTitle', text: 'doneText', ...this.#facts })
  }

  #press(event) {
    if (isTaken(event) || !this.#root.contains(this.#parts.stage.root)) return
    if (isHeldDown(event)) return event.preventDefault()
    const { stage, ballot, marks, help } = this.#parts
    const own = {
      x: () => this.openSkip(),
      u: () => this.undo(),
      '?': () => help.open(),
    }[event.key]
    const isMeant =
      own !== undefined ||
      ballot.press(event.key) ||
      pressStageKey(stage, event) ||
      marks.press(event)
    if (!isMeant) return
    event.preventDefault()
    own?.()
  }
}

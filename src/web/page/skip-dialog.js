import { button, node } from './dom.js'
import { keyed } from './ballot.js'

const textOf = {
  'cannot-decide': 'skipCannotDecide',
  unclear: 'skipUnclear',
  'picture-broken': 'skipPictureBroken',
  uncomfortable: 'skipUncomfortable',
  other: 'skipOther',
}

/** Asks why a pair is passed over; `onReason` is called once it is said. */
export function createSkipDialog(words, reasons, onReason) {
  const remark = words.bind(
    node('input', { type: 'text', maxLength: 200 }),
    'skipRemark',
    'placeholder',
  )
  words.bind(remark, 'skipRemark', 'aria-label')
  const say = (reason) => {
    root.close()
    const text = remark.value.trim()
    onReason({ reason, ...(text === '' ? {} : { remark: text }) })
  }
  const buttons = reasons.map((reason, index) =>
    keyed(
      words,
      button({ data: { reason } }, () => say(reason)),
      textOf[reason] ?? reason,
      String(index + 1),
    ),
  )
  const close = words.bind(
    button({ className: 'quiet' }, () => root.close()),
    'cancel',
  )
  const title = words.bind(node('h2', { id: 'skip-title' }), 'skipTitle')
  const root = node(
    'dialog',
    { className: 'choose', aria: { labelledby: 'skip-title' } },
    title,
    node('div', { className: 'list' }, buttons),
    remark,
    close,
  )
  root.addEventListener('keydown', ({ key, target }) => {
    if (target === remark && key !== 'Enter') return
    const reason = key === 'Enter' && target === remark ? 'other' : reasons[Number(key) - 1]
    if (reason) say(reason)
  })
  return {
    root,
    open() {
      remark.value = ''
      root.showModal()
    },
  }
}

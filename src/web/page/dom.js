/** An element with properties and children. Text enters as text: nothing here reads markup. */
export function node(tag, props = {}, ...children) {
  const { data = {}, aria = {}, ...own } = props
  const made = Object.assign(document.createElement(tag), own)
  Object.assign(made.dataset, data)
  for (const [name, value] of Object.entries(aria))
    made.setAttribute(name === 'role' ? 'role' : `aria-${name}`, value)
  made.append(...children.flat().filter((child) => child !== undefined && child !== null))
  return made
}

/** A button that gives the focus back after a click of a pointer, so that keys go on to mean what the page says. */
export function button(props, onPress) {
  const made = node('button', { type: 'button', ...props })
  made.addEventListener('click', (event) => {
    if (event.detail > 0) made.blur()
    onPress(event)
  })
  return made
}

/** Fills `list` with what each item becomes. */
export const fillWith = (parent, children) => parent.replaceChildren(...children.filter(Boolean))

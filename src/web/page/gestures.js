const placeIn = (frame, event) => {
  const box = frame.getBoundingClientRect()
  return {
    x: (event.clientX - box.left) / box.width,
    y: (event.clientY - box.top) / box.height,
  }
}

const middleOf = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const distanceOf = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y)

function zoomByWheel(frame, view) {
  const onWheel = (event) => {
    event.preventDefault()
    const { x, y } = placeIn(frame, event)
    // A notch of a wheel is 100 or so; a pinch on a touchpad comes as a small one with ctrl.
    const speed = event.ctrlKey ? 0.012 : 0.0022
    view.zoomBy(Math.exp(-event.deltaY * speed), x, y)
  }
  frame.addEventListener('wheel', onWheel, { passive: false })
}

/** Drags with one pointer, pinches with two. `onDrag` may take a drag for itself by returning true. */
function followPointers(frame, view, onDrag) {
  const fingers = new Map()
  const down = (event) => {
    if (event.button > 0) return
    fingers.set(event.pointerId, placeIn(frame, event))
    frame.setPointerCapture(event.pointerId)
    if (fingers.size === 1) onDrag(placeIn(frame, event))
  }
  const move = (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = placeIn(frame, event)
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place)
    fingers.set(event.pointerId, now)
    if (others.length > 1) return
    if (others.length === 0) {
      if (!onDrag(now)) view.moveBy(now.x - before.x, now.y - before.y)
      return
    }
    const [was, is] = [
      [before, others[0]],
      [now, others[0]],
    ]
    const [from, to] = [middleOf(was), middleOf(is)]
    view.zoomBy(distanceOf(is) / Math.max(1e-6, distanceOf(was)), to.x, to.y)
    view.moveBy(to.x - from.x, to.y - from.y)
  }
  const up = (event) => fingers.delete(event.pointerId)
  frame.addEventListener('pointerdown', down)
  frame.addEventListener('pointermove', move)
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'])
    frame.addEventListener(name, up)
}

/** Wheel, drag and pinch on a frame move the view of all frames. */
export function takeGestures(frame, view, onDrag = () => false) {
  zoomByWheel(frame, view)
  followPointers(frame, view, onDrag)
  frame.addEventListener('dblclick', (event) => {
    const { x, y } = placeIn(frame, event)
    if (view.zoom > 1) view.reset()
    else view.zoomBy(4, x, y)
  })
}

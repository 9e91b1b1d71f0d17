const mostZoom = 32

const clamp = (value, least, most) => Math.min(most, Math.max(least, value))

/**
 * Which part of the pictures is seen, the same for all of them: `zoom` times as large, moved by x and y, in widths and
 * heights of a frame. Pictures of different size on the page so show the same part.
 */
export function createViewPoint(onChange) {
  let [zoom, x, y] = [1, 0, 0]
  const set = (nextZoom, nextX, nextY) => {
    zoom = clamp(nextZoom, 1, mostZoom)
    // A picture never leaves its frame.
    x = clamp(nextX, 1 - zoom, 0)
    y = clamp(nextY, 1 - zoom, 0)
    onChange({ zoom, x, y })
  }
  return {
    get zoom() {
      return zoom
    },
    reset: () => set(1, 0, 0),
    moveBy: (dx, dy) => set(zoom, x + dx, y + dy),
    /** Zooms around a point of the frame, both from 0 to 1; what is seen there stays there. */
    zoomBy(factor, atX = 0.5, atY = 0.5) {
      const next = clamp(zoom * factor, 1, mostZoom)
      set(next, atX - ((atX - x) / zoom) * next, atY - ((atY - y) / zoom) * next)
    },
  }
}

const ratioOfText = (text: string): number => {
  const [width, height] = text.split(/[:x]/).map(Number)
  return (width ?? Number.NaN) / (height ?? Number.NaN)
}

/** How far two shapes are apart, the same for wide as for tall ones. */
const apart = (a: number, b: number): number => Math.abs(Math.log(a / b))

/** Of shapes written `w:h` or `wxh`, the one nearest to the shape asked; the first of equals. */
export function nearestShape(asked: string, allowed: readonly [string, ...string[]]): string {
  if (allowed.includes(asked)) return asked
  const wanted = ratioOfText(asked)
  return allowed.reduce((best, one) =>
    apart(ratioOfText(one), wanted) < apart(ratioOfText(best), wanted) - 1e-9 ? one : best,
  )
}

const areaOf = (text: string): number =>
  text.split('x').reduce((area, side) => area * Number(side), 1)

/** Of sizes written `wxh`, the one nearest in shape, then in area. */
export function nearestSize(asked: string, allowed: readonly [string, ...string[]]): string {
  const shape = ratioOfText(nearestShape(asked, allowed))
  const alike = allowed.filter((one) => apart(ratioOfText(one), shape) < 1e-9)
  return alike.reduce((best, one) =>
    apart(areaOf(one), areaOf(asked)) < apart(areaOf(best), areaOf(asked)) ? one : best,
  )
}

/** Okabe and Ito 2008: told apart by colour-blind readers. */
const wheel = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#8c6bb1',
  '#6b6b6b',
]

/** One colour a contestant, the same in every figure. */
export const colourOfModel = (models: readonly { id: string; control: boolean }[]) => {
  const contestants = models.filter((model) => !model.control).map((model) => model.id)
  return (id: string): string => wheel[contestants.indexOf(id) % wheel.length] ?? '#6b6b6b'
}

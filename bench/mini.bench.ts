import { defineBench } from 'kontextbench'

const contestants = ['procedural:draft', 'procedural:fine']
const controls = ['copy-input', 'over-edit', 'reference', 'shuffle']

/** The whole of kontextbench-mini. */
export const bench = defineBench({
  id: 'mini',
  title: 'kontextbench-mini',
  dataSets: ['kontextbench-mini'],
  models: [...contestants, ...controls],
})

import { defineBench } from 'kontextbench'

const contestants = ['procedural:draft', 'procedural:fine']
const controls = ['copy-input', 'over-edit', 'reference', 'shuffle']

/** Three cases for each of the ten tasks and one chain of six turns: the first look, under a minute. */
export const bench = defineBench({
  id: 'quick',
  title: 'Quick look at kontextbench-mini',
  dataSets: ['kontextbench-mini'],
  select: { perTask: 3, chains: 1 },
  models: [...contestants, ...controls],
})

import { defineDataSet } from 'kontextbench'
import { chains } from './cases/chains.ts'
import { editingCases } from './cases/editing-cases.ts'
import { createGallery } from './cases/gallery.ts'
import { prompts } from './prompts/prompts.ts'

const gallery = createGallery()
const cases = [...editingCases(gallery), ...chains(gallery), ...prompts()]

/** Drawn scenes with exactly known truth: it calibrates metrics, runs offline, and is what people first see. */
export const dataSet = defineDataSet({
  id: 'kontextbench-mini',
  title: 'KontextBench mini: drawn scenes with exact truth',
  version: '2',
  licence: 'Apache-2.0',
  source: 'drawn by this project (datasets/kontextbench-mini)',
  cases: () => cases,
  image: (name) => gallery.image(name),
})

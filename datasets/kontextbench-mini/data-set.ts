import { defineDataSet, type DrawnImage } from 'kontextbench'
import { chains } from './chains.ts'
import { editingCases } from './editing-cases.ts'
import { prompts } from './prompts.ts'

const images = new Map<string, DrawnImage>()

const draw = (name: string, kind: DrawnImage['kind'], svg: string): string => {
  if (!images.has(name)) images.set(name, { name, kind, svg, width: 1024, height: 1024 })
  return name
}

const cases = [...editingCases(draw), ...chains(draw), ...prompts()]

/** Drawn scenes with exactly known truth: it calibrates metrics, runs offline, and is what people first see. */
export const dataSet = defineDataSet({
  id: 'kontextbench-mini',
  title: 'KontextBench mini: drawn scenes with exact truth',
  version: '1',
  licence: 'Apache-2.0',
  source: 'drawn by this project (datasets/kontextbench-mini)',
  cases: () => cases,
  image: (name) => {
    const image = images.get(name)
    if (!image) throw new Error(`kontextbench-mini draws no "${name}"`)
    return image
  },
})

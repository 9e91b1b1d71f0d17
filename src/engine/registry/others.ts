import type { Model } from '#schema/model.ts'
import { kontextWorkflow } from './kontext-workflow.ts'
import { abilities, priceList, routesOf } from './entry.ts'

const { both, draws, edits } = abilities

const together = priceList('2026-06-29', 'HeyPuter/puter@8307e8c together/models.ts')

/** Names of togethercomputer/openapi and of that price list; [dev] is on neither. */
const togetherModels = routesOf('together', 'Together', {
  kind: 'together',
  apiKeyEnv: 'TOGETHER_API_KEY',
})([
  {
    id: 'flux-kontext-pro',
    name: 'FLUX.1 Kontext [pro]',
    model: 'black-forest-labs/FLUX.1-kontext-pro',
    can: both(),
    price: together.megapixel(0.04),
  },
  {
    id: 'flux-kontext-max',
    name: 'FLUX.1 Kontext [max]',
    model: 'black-forest-labs/FLUX.1-kontext-max',
    can: both(),
    price: together.megapixel(0.08),
  },
])

/** AIR ids of Runware/runware-typescript src/types/task-map.ts. The answer tells what a call cost. */
const runwareModels = routesOf('runware', 'Runware', {
  kind: 'runware',
  apiKeyEnv: 'RUNWARE_API_KEY',
})([
  {
    id: 'flux-kontext-pro',
    name: 'FLUX.1 Kontext [pro]',
    model: 'bfl:3@1',
    can: both(),
    price: null,
  },
  {
    id: 'flux-kontext-max',
    name: 'FLUX.1 Kontext [max]',
    model: 'bfl:4@1',
    can: both(),
    price: null,
  },
  {
    id: 'flux-kontext-dev',
    name: 'FLUX.1 Kontext [dev]',
    model: 'runware:106@1',
    can: edits(),
    price: null,
  },
  { id: 'flux-pro-1.1', name: 'FLUX1.1 [pro]', model: 'bfl:2@1', can: draws(), price: null },
  { id: 'flux-2-pro', name: 'FLUX.2 [pro]', model: 'bfl:5@1', can: both(), price: null },
  { id: 'flux-2-flex', name: 'FLUX.2 [flex]', model: 'bfl:6@1', can: both(), price: null },
  { id: 'flux-2-max', name: 'FLUX.2 [max]', model: 'bfl:7@1', can: both(), price: null },
  { id: 'flux-2-dev', name: 'FLUX.2 [dev]', model: 'runware:400@1', can: both(), price: null },
])

/** inference.datacrunch.io/flux-kontext-dev, as public callers of it write it. */
const datacrunchModels = routesOf('datacrunch', 'DataCrunch', {
  kind: 'datacrunch',
  apiKeyEnv: 'DATACRUNCH_API_KEY',
})([
  {
    id: 'flux-kontext-dev',
    name: 'FLUX.1 Kontext [dev]',
    model: 'flux-kontext-dev',
    can: edits(),
    price: null,
  },
])

const huggingFaceModels = routesOf('huggingface', 'Hugging Face', {
  kind: 'huggingface',
  apiKeyEnv: 'HF_TOKEN',
})([
  {
    id: 'flux-kontext-dev',
    name: 'FLUX.1 Kontext [dev]',
    model: 'black-forest-labs/FLUX.1-Kontext-dev',
    can: edits(),
    price: null,
  },
])

const gemini = priceList('2026-07-27', 'HeyPuter/puter@8307e8c gemini/models.ts')

/** Per picture of about one megapixel, and per million tokens; what thinking costs is not in that list. */
const geminiModels = routesOf('gemini', 'Google', {
  kind: 'gemini',
  apiKeyEnv: 'GEMINI_API_KEY',
})([
  {
    id: 'gemini-2.5-flash-image',
    name: 'Gemini 2.5 Flash Image',
    model: 'gemini-2.5-flash-image',
    can: both(),
    price: gemini.image(0.039, { textIn: 0.3, imageIn: 0.3, imageOut: 30 }),
  },
  {
    id: 'gemini-3-pro-image',
    name: 'Gemini 3 Pro Image',
    model: 'gemini-3-pro-image',
    can: both(),
    price: gemini.image(0.134, { textIn: 2, imageIn: 2, imageOut: 120 }),
  },
  {
    id: 'gemini-3.1-flash-image',
    name: 'Gemini 3.1 Flash Image',
    model: 'gemini-3.1-flash-image',
    can: both(),
    price: gemini.image(0.067),
    notes: 'price of the picture; sources differ on input tokens (.25 or .50 USD a million)',
  },
  {
    id: 'gemini-3.1-flash-lite-image',
    name: 'Gemini 3.1 Flash-Lite Image',
    model: 'gemini-3.1-flash-lite-image',
    can: both(),
    price: gemini.image(0.0336),
  },
])

/** Servers on one's own machine bill nothing; where they stand is theirs to say in an entry of their own. */
const here = priceList('2026-11-24', 'your own machine: nobody bills it')

const localModels: Model[] = [
  ...routesOf('comfyui', 'ComfyUI', {
    kind: 'comfyui',
    baseUrl: 'http://127.0.0.1:8188',
    params: { workflows: [kontextWorkflow] },
  })([
    {
      id: 'flux-kontext-dev',
      name: 'FLUX.1 Kontext [dev]',
      model: 'flux-kontext-dev',
      can: edits(),
      price: here.image(0),
    },
  ]),
  ...routesOf('sdcpp', 'stable-diffusion.cpp', {
    kind: 'sdcpp',
    baseUrl: 'http://127.0.0.1:1234',
  })([
    {
      id: 'flux-kontext-dev',
      name: 'FLUX.1 Kontext [dev]',
      model: 'flux-kontext-dev',
      can: edits(),
      price: here.image(0),
    },
  ]),
]

export const otherModels: readonly Model[] = [
  ...togetherModels,
  ...runwareModels,
  ...datacrunchModels,
  ...huggingFaceModels,
  ...geminiModels,
  ...localModels,
]

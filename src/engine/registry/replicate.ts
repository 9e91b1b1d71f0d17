import { abilities, priceList, routesOf } from './entry.ts'

const { both, draws, edits } = abilities

const list = priceList('2026-08-01', 'HeyPuter/puter@8307e8c replicate/models.ts')
const perMegapixel = (usd: number) => list.megapixel(usd, { inputUsd: usd })

/** Model pages of replicate.com as stored, and public catalogues of 2026 that repeat their schemas. */
export const replicateModels = routesOf('replicate', 'Replicate', {
  kind: 'replicate',
  apiKeyEnv: 'REPLICATE_API_TOKEN',
})([
  {
    id: 'flux-kontext-pro',
    name: 'FLUX.1 Kontext [pro]',
    model: 'black-forest-labs/flux-kontext-pro',
    can: both(1),
    price: null,
  },
  {
    id: 'flux-kontext-max',
    name: 'FLUX.1 Kontext [max]',
    model: 'black-forest-labs/flux-kontext-max',
    can: both(1),
    price: null,
  },
  {
    id: 'flux-kontext-dev',
    name: 'FLUX.1 Kontext [dev]',
    model: 'black-forest-labs/flux-kontext-dev',
    can: edits(1),
    price: null,
  },
  {
    id: 'flux-pro-1.1',
    name: 'FLUX1.1 [pro]',
    model: 'black-forest-labs/flux-1.1-pro',
    can: draws(),
    price: list.image(0.04),
  },
  {
    id: 'flux-pro-1.1:ultra',
    name: 'FLUX1.1 [pro] ultra',
    model: 'black-forest-labs/flux-1.1-pro-ultra',
    can: draws(),
    price: null,
  },
  {
    id: 'flux-schnell',
    name: 'FLUX.1 [schnell]',
    model: 'black-forest-labs/flux-schnell',
    can: draws(),
    price: list.image(0.003),
  },
  {
    id: 'flux-fill-pro',
    name: 'FLUX.1 Fill [pro]',
    model: 'black-forest-labs/flux-fill-pro',
    can: edits(1, { mask: true }),
    price: null,
  },
  {
    id: 'flux-2-pro',
    name: 'FLUX.2 [pro]',
    model: 'black-forest-labs/flux-2-pro',
    can: both(8),
    price: list.megapixel(0.015, { callUsd: 0.015, inputUsd: 0.015 }),
  },
  {
    id: 'flux-2-max',
    name: 'FLUX.2 [max]',
    model: 'black-forest-labs/flux-2-max',
    can: both(8),
    price: null,
  },
  {
    id: 'flux-2-flex',
    name: 'FLUX.2 [flex]',
    model: 'black-forest-labs/flux-2-flex',
    can: both(8),
    price: null,
  },
  {
    id: 'flux-2-dev',
    name: 'FLUX.2 [dev]',
    model: 'black-forest-labs/flux-2-dev',
    can: both(8),
    price: perMegapixel(0.014),
  },
  {
    id: 'flux-2-klein-4b',
    name: 'FLUX.2 [klein] 4B',
    model: 'black-forest-labs/flux-2-klein-4b',
    can: both(4),
    price: perMegapixel(0.001),
  },
  {
    id: 'flux-2-klein-9b',
    name: 'FLUX.2 [klein] 9B',
    model: 'black-forest-labs/flux-2-klein-9b',
    can: both(4),
    price: perMegapixel(0.011),
  },
  {
    id: 'gen4-references',
    name: 'Runway Gen-4 References',
    model: 'runwayml/gen4-image',
    can: both(3),
    price: null,
  },
  {
    id: 'step1x-edit',
    name: 'Step1X-Edit',
    // A community model: only its versions can be called.
    model: 'zsxkib/step1x-edit:12b5a5a61e3419f792eb56cfc16eed046252740ebf5d470228f9b4cf2c861610',
    can: edits(1),
    price: null,
  },
  {
    id: 'hidream-e1.1',
    name: 'HiDream-E1.1',
    model: 'prunaai/hidream-e1.1:433436facdc1172b6efcb801eb6f345d7858a32200d24e5febaccfb4b44ad66f',
    can: edits(1),
    price: null,
  },
  {
    id: 'qwen-image-edit',
    name: 'Qwen-Image-Edit',
    model: 'qwen/qwen-image-edit',
    can: edits(1),
    price: null,
  },
  {
    id: 'seedream-4',
    name: 'Seedream 4',
    model: 'bytedance/seedream-4',
    can: both(10, { seed: false }),
    price: null,
  },
  {
    id: 'nano-banana',
    name: 'Nano Banana (Gemini 2.5 Flash Image)',
    model: 'google/nano-banana',
    can: both(8, { seed: false }),
    price: null,
  },
  ...(['turbo', 'balanced', 'quality'] as const).map((tier) => ({
    id: `ideogram-3:${tier}`,
    name: `Ideogram 3 ${tier}`,
    model: `ideogram-ai/ideogram-v3-${tier}`,
    can: draws(),
    price: null,
  })),
  {
    id: 'recraft-3',
    name: 'Recraft V3',
    model: 'recraft-ai/recraft-v3',
    can: draws({ seed: false }),
    price: null,
  },
  ...(['', ':fast', ':ultra'] as const).map((tier) => ({
    id: `imagen-4${tier}`,
    name: `Imagen 4${tier.replace(':', ' ')}`,
    model: `google/imagen-4${tier.replace(':', '-')}`,
    can: draws({ seed: false }),
    price: null,
  })),
])

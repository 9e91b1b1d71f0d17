import { abilities, priceList, routesOf } from './entry.ts'

const { both, draws, edits } = abilities

/** Per image; docs.bfl.ml/quick_start/pricing says the same, undated. */
const list = priceList('2026-02-03', 'black-forest-labs/skills@d0793c8, docs.bfl.ml pricing')

/** First megapixel, further ones of output, and each of input: the skills' formula. */
const flux2 = (firstUsd: number, usd: number) => list.megapixel(usd, { firstUsd, inputUsd: usd })

/** api.bfl.ai's own names; 24 tasks may be active at once (skills, rate limiting). */
export const bflModels = routesOf(
  'bfl',
  'BFL',
  { kind: 'bfl', apiKeyEnv: 'BFL_API_KEY' },
  { concurrency: 24 },
)([
  {
    id: 'flux-kontext-pro',
    name: 'FLUX.1 Kontext [pro]',
    model: 'flux-kontext-pro',
    can: both(4),
    price: list.image(0.04),
  },
  {
    id: 'flux-kontext-max',
    name: 'FLUX.1 Kontext [max]',
    model: 'flux-kontext-max',
    can: both(4),
    price: list.image(0.08),
  },
  {
    id: 'flux-pro-1.1',
    name: 'FLUX1.1 [pro]',
    model: 'flux-pro-1.1',
    can: draws(),
    price: list.image(0.04),
  },
  {
    id: 'flux-pro-1.1:ultra',
    name: 'FLUX1.1 [pro] ultra',
    model: 'flux-pro-1.1-ultra',
    can: draws(),
    price: list.image(0.06),
  },
  {
    id: 'flux-pro-1.1:raw',
    name: 'FLUX1.1 [pro] raw',
    model: 'flux-pro-1.1-ultra',
    can: draws(),
    price: list.image(0.06),
    params: { fields: { raw: true } },
  },
  {
    id: 'flux-fill-pro',
    name: 'FLUX.1 Fill [pro]',
    model: 'flux-pro-1.0-fill',
    can: edits(1, { mask: true }),
    price: list.image(0.05),
  },
  {
    id: 'flux-2-pro',
    name: 'FLUX.2 [pro]',
    model: 'flux-2-pro',
    can: both(8),
    price: flux2(0.03, 0.015),
  },
  {
    id: 'flux-2-max',
    name: 'FLUX.2 [max]',
    model: 'flux-2-max',
    can: both(8),
    price: null,
    notes: 'price: skills and docs.bfl.ai differ; the answer tells what a call cost',
  },
  {
    id: 'flux-2-flex',
    name: 'FLUX.2 [flex]',
    model: 'flux-2-flex',
    can: both(8),
    price: null,
    notes: 'price: skills and docs.bfl.ai differ; the answer tells what a call cost',
  },
  {
    id: 'flux-2-klein-4b',
    name: 'FLUX.2 [klein] 4B',
    model: 'flux-2-klein-4b',
    can: both(4),
    price: flux2(0.014, 0.001),
  },
  {
    id: 'flux-2-klein-9b',
    name: 'FLUX.2 [klein] 9B',
    model: 'flux-2-klein-9b',
    can: both(4),
    price: flux2(0.015, 0.002),
  },
])

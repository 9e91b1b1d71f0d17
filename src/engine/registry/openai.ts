import { abilities, priceList, routesOf, type Route } from './entry.ts'

const { both } = abilities

/** The protocol takes masks and up to 16 pictures, and has no seed. */
const can = both(16, { mask: true, seed: false })

const quality = (tier: string) => ({ fields: { quality: tier, output_format: 'png' } })

/** Per picture of 1024 x 1024, and per million tokens. */
const puter = priceList('2026-08-01', 'HeyPuter/puter@8307e8c openai/models.ts')
const blog = priceList('2026-09-26', 'second hand: puter 2026-08-01 for tokens, blogs for pictures')

const tokens15 = { textIn: 5, imageIn: 8, imageOut: 32 }
const tokens2 = { textIn: 5, imageIn: 8, imageOut: 30 }

const image15: readonly Route[] = (
  [
    ['low', 0.009],
    ['medium', 0.034],
    ['high', 0.133],
  ] as const
).map(([tier, usd]) => ({
  id: `gpt-image-1.5:${tier}`,
  name: `GPT Image 1.5 ${tier}`,
  model: 'gpt-image-1.5',
  can,
  price: puter.image(usd, tokens15),
  params: quality(tier),
}))

/** What a picture of medium or high quality comes to is told nowhere; what its tokens cost is. */
const image2: readonly Route[] = (['low', 'medium', 'high'] as const).map((tier) => ({
  id: `gpt-image-2:${tier}`,
  name: `GPT Image 2 ${tier}`,
  model: 'gpt-image-2',
  can,
  price: tier === 'low' ? blog.image(0.0059, tokens2) : blog.token(tokens2),
  params: quality(tier),
}))

const image25: readonly Route[] = (
  [
    ['low', 0.006],
    ['medium', 0.013],
    ['high', 0.053],
  ] as const
).map(([tier, usd]) => ({
  id: `gpt-image-2.5-flare:${tier}`,
  name: `GPT Image 2.5 Flare ${tier}`,
  model: 'gpt-image-2.5-flare',
  can,
  price: blog.image(usd, tokens2),
  params: quality(tier),
}))

/** gpt-image-1, the announcement's, was shut down on 2026-10-23; 1.5 took its place. */
export const openaiModels = routesOf('openai', 'OpenAI', {
  kind: 'openai-images',
  baseUrl: 'https://api.openai.com/v1',
  apiKeyEnv: 'OPENAI_API_KEY',
})([...image15, ...image2, ...image25])

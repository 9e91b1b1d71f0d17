/** How one endpoint is asked. A field that is absent is not known to exist. */
export interface Family {
  path: string
  /** The settings lie under `input`, or beside nothing. */
  wrap: 'input' | 'none'
  /** A name in the plural holds a list. */
  imageField: string
  mostInputs: number
  sizeForm: 'size' | 'sides' | 'none'
  stepsField?: string
  guidanceField?: string
  seedField?: string
  /** Not every endpoint knows the word. */
  base64Output: boolean
}

const own = 'https://inference.datacrunch.io'
const relay = 'https://relay.datacrunch.io'

/** FLUX.1 on DataCrunch's own machines. Sources: public clients of flux-kontext-dev and flux-dev. */
const flux1 = (path: string): Family => ({
  path,
  wrap: 'input',
  imageField: 'image',
  mostInputs: 1,
  sizeForm: 'size',
  stepsField: 'num_inference_steps',
  guidanceField: 'guidance_scale',
  seedField: 'seed',
  base64Output: true,
})

/** Passed on to Black Forest Labs, with its fields. Sources: docs.verda.com (FLUX.2), a public client (Kontext). */
const relayed = (name: string): Family => ({
  path: `bfl/${name}`,
  wrap: 'none',
  imageField: name.startsWith('flux-2') ? 'reference_images' : 'input_image',
  mostInputs: name.startsWith('flux-2') ? 8 : 1,
  sizeForm: 'none',
  ...(name.includes('flex') ? { stepsField: 'steps', guidanceField: 'guidance' } : {}),
  base64Output: false,
})

/** FLUX.2 [klein]. Source: a public client. The 4B's steps and guidance are fixed. */
const klein = (name: string): Family => ({
  path: `${name}/generate`,
  wrap: 'none',
  imageField: 'input_images',
  mostInputs: 4,
  sizeForm: 'sides',
  ...(name === 'flux2-klein-4b' ? {} : { stepsField: 'num_steps', guidanceField: 'guidance' }),
  seedField: 'seed',
  base64Output: true,
})

/** FLUX.2 [dev]. Source: docs.verda.com/inference/image-models/flux2. */
const flux2: Family = {
  path: 'flux2-dev/runsync',
  wrap: 'none',
  imageField: 'reference_images',
  mostInputs: 8,
  sizeForm: 'none',
  stepsField: 'steps',
  guidanceField: 'guidance',
  base64Output: true,
}

/** By the model's name; one that holds a slash is a path, and asked as FLUX.1 is. */
export function familyOf(name: string): Family & { base: string } {
  if (name.includes('/')) return { ...flux1(name), base: own }
  if (/^flux-(kontext-(pro|max)|2-(pro|flex|max))$/.test(name))
    return { ...relayed(name), base: relay }
  if (name.startsWith('flux2-klein')) return { ...klein(name), base: own }
  if (name === 'flux2-dev') return { ...flux2, base: own }
  return { ...flux1(`${name}/${name === 'flux-krea-dev' ? 'runsync' : 'predict'}`), base: own }
}

import type { Capabilities, Model, Price } from '#schema/model.ts'

/** `undefined` inputs: how many it takes is not known. */
const inputs = (maxInputs: number | undefined) => (maxInputs === undefined ? {} : { maxInputs })

/** What a route to a model is known to do. */
export const abilities = {
  /** Edits and draws. */
  both: (most?: number, changes: Partial<Capabilities> = {}): Capabilities => ({
    edit: true,
    generate: true,
    mask: false,
    seed: true,
    ...inputs(most),
    ...changes,
  }),
  edits: (most?: number, changes: Partial<Capabilities> = {}): Capabilities => ({
    ...abilities.both(most, changes),
    generate: false,
  }),
  draws: (changes: Partial<Capabilities> = {}): Capabilities => ({
    ...abilities.both(0, changes),
    edit: false,
  }),
}

export interface Route {
  /** `name[:tier]`, without its provider. */
  id: string
  name: string
  model: string
  can: Capabilities
  /** Null where none is known, or sources differ. */
  price: Price | null
  params?: NonNullable<Model['engine']['params']>
  notes?: string
}

/** The entries of one provider: `name[:tier]@provider`. */
export const routesOf =
  (
    provider: string,
    label: string,
    engine: Omit<Model['engine'], 'model'>,
    limits?: Model['limits'],
  ) =>
  (routes: readonly Route[]): Model[] =>
    routes.map(({ id, name, model, can, price, params, notes }) => ({
      id: `${id}@${provider}`,
      name: `${name} (${label})`,
      engine: { ...engine, model, ...(params ? { params } : {}) },
      capabilities: can,
      price,
      ...(limits ? { limits } : {}),
      ...(notes === undefined ? {} : { notes }),
    }))

/** A price list as it stood at one place on one day. */
export function priceList(asOf: string, source: string) {
  const dated = { asOf, source }
  return {
    image: (usd: number, tokens?: Price['tokens']): Price => ({
      usd,
      per: 'image',
      ...(tokens ? { tokens } : {}),
      ...dated,
    }),
    /** Known once a call has told its tokens, and not before. */
    token: (tokens: NonNullable<Price['tokens']> & { imageOut: number }): Price => ({
      usd: tokens.imageOut / 1e6,
      per: 'token',
      tokens,
      ...dated,
    }),
    megapixel: (
      usd: number,
      further: Pick<Price, 'callUsd' | 'firstUsd' | 'inputUsd'> = {},
    ): Price => ({ usd, per: 'megapixel', ...further, ...dated }),
  }
}

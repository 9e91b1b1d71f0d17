import { defineModel } from 'kontextbench'

const here = { price: null, capabilities: { edit: true, generate: true, seed: true } }

/** Models that need no key and no network. Add your own below, or in bench/models.ts of your project. */
export const models = [
  defineModel({
    ...here,
    id: 'procedural:draft',
    name: 'Procedural (draft)',
    engine: { kind: 'procedural', model: 'draft' },
  }),
  defineModel({
    ...here,
    id: 'procedural:fine',
    name: 'Procedural (fine)',
    engine: { kind: 'procedural', model: 'fine' },
  }),
  defineModel({
    id: 'restoration:esrgan-slim',
    name: 'Restoration (ESRGAN slim)',
    engine: { kind: 'restoration', model: 'esrgan-slim' },
    price: null,
    capabilities: { edit: true, generate: false, maxInputs: 1 },
    // A large picture takes minutes on a processor.
    limits: { timeoutMs: 900_000 },
  }),
  defineModel({
    ...here,
    id: 'copy-input',
    name: 'Copy of the input',
    engine: { kind: 'copy-input' },
  }),
  defineModel({
    ...here,
    id: 'over-edit',
    name: 'Everything changed',
    engine: { kind: 'over-edit' },
  }),
  defineModel({
    ...here,
    id: 'reference',
    name: 'The right answer',
    engine: { kind: 'reference' },
  }),
  defineModel({
    ...here,
    id: 'shuffle',
    name: "Another case's answer",
    engine: { kind: 'shuffle' },
  }),
]

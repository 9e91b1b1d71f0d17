const following = [
  'single_object',
  'two_object',
  'counting',
  'colors',
  'position',
  'color_attr',
  'color',
  'shape',
  'texture',
  'spatial',
  '3d_spatial',
  'non_spatial',
  'numeracy',
  'complex',
  'dense prompt',
  'prompt',
  // PartiPrompts, its challenges.
  'Basic',
  'Complex',
  'Fine-grained Detail',
  'Imagination',
  'Linguistic Structures',
  'Perspective',
  'Properties & Positioning',
  'Quantity',
  'Simple Detail',
  'Style & Format',
  // DrawBench.
  'Colors',
  'Conflicting',
  'Counting',
  'DALL-E',
  'Descriptions',
  'Gary Marcus et al.',
  'Misspellings',
  'Positional',
  'Rare Words',
  'Reddit',
]
const typography = ['Text', 'text', 'Writing & Symbols', 'Text_Rendering']

/** Kinds of text-to-image prompts in our axes: GenEval, DPG-Bench, T2I-CompBench, PartiPrompts, DrawBench, OneIG. */
export const promptTasks: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...following.map((name) => [name, ['prompt-following']] as const),
  ...typography.map((name) => [name, ['typography', 'prompt-following']] as const),
])

/** What benchmarks call their kinds of edit, in our tasks. Names of the announcement map to themselves. */
const local = [
  'add',
  'subject-add',
  'remove',
  'subject-remove',
  'delete',
  'delete_object',
  'add_object',
  'replace',
  'subject-replace',
  'change_object',
  'local',
  'adjust',
  'color_alter',
  'material_alter',
  'color',
  'texture',
  'change_color',
  'change_material',
  'change_content',
  'change_attribute_content',
  'change_attribute_pose',
  'change_attribute_color',
  'change_attribute_material',
  'action',
  'motion_change',
  'ps_human',
  'compose',
  'object_count',
  'count_change',
  'color_change',
  'position_movement',
  'size_adjustment',
  'part_completion',
  'anomaly_correction',
]
const global = [
  'background',
  'background_change',
  'change_background',
  'global',
  'style',
  'style_change',
  'change_style',
  'tone_transfer',
]
const text = ['text_change', 'text', 'text_editing']
/** OmniContext: its subjects in a new picture. */
const characters = ['single_character', 'multi_character', 'scene_character']
const objects = ['single_object', 'multi_object', 'scene_object']
const both = ['multi_character_object', 'scene_character_object']

const all = (names: readonly string[], ...tasks: readonly string[]) =>
  names.map((name) => [name, tasks] as const)

export const editingWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...all(local, 'local-editing'),
  ...all(global, 'global-editing'),
  ...all(text, 'text-editing'),
  // Identity kept is a task of its own, as in KontextBench's character rows.
  ...all([...characters, ...both], 'character-reference', 'character-consistency'),
  ...all(objects, 'character-reference'),
])

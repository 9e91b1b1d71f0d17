import type { DraftCase, SceneTruth } from 'kontextbench'

type Group = SceneTruth['objects'][number]
type Relation = SceneTruth['relations'][number]['relation']

interface ScenePrompt {
  prompt: string
  objects: [Group['count'], Group['colour'], Group['shape']][]
  relation?: Relation
  background?: Group['colour']
}

const scenePrompts: readonly ScenePrompt[] = [
  {
    prompt: 'Three red circles to the left of two blue squares, flat shapes on a white background',
    objects: [
      [3, 'red', 'circle'],
      [2, 'blue', 'square'],
    ],
    relation: 'left-of',
    background: 'white',
  },
  {
    prompt: 'One yellow star above four green triangles, flat shapes on a white background',
    objects: [
      [1, 'yellow', 'star'],
      [4, 'green', 'triangle'],
    ],
    relation: 'above',
    background: 'white',
  },
  {
    prompt: 'Five purple hearts on a white background, simple and flat',
    objects: [[5, 'purple', 'heart']],
    background: 'white',
  },
  {
    prompt:
      'Two orange squares to the right of three green circles, flat shapes on a white background',
    objects: [
      [2, 'orange', 'square'],
      [3, 'green', 'circle'],
    ],
    relation: 'right-of',
    background: 'white',
  },
  {
    prompt: 'Four blue stars below one red heart, flat shapes on a white background',
    objects: [
      [4, 'blue', 'star'],
      [1, 'red', 'heart'],
    ],
    relation: 'below',
    background: 'white',
  },
  {
    prompt: 'Six pink balls and two brown boxes on a white background, flat shapes',
    objects: [
      [6, 'pink', 'circle'],
      [2, 'brown', 'square'],
    ],
    background: 'white',
  },
  {
    prompt: 'A single black triangle on a yellow background, flat',
    objects: [[1, 'black', 'triangle']],
    background: 'yellow',
  },
  {
    prompt: 'Three white stars on a blue background, flat shapes',
    objects: [[3, 'white', 'star']],
    background: 'blue',
  },
  {
    prompt: '三个红色的圆形在两个蓝色的正方形左边，平面图形，白色背景',
    objects: [
      [3, 'red', 'circle'],
      [2, 'blue', 'square'],
    ],
    relation: 'left-of',
    background: 'white',
  },
  {
    prompt: '四颗黄色的星星，平面图形，黑色背景',
    objects: [[4, 'yellow', 'star']],
    background: 'black',
  },
  {
    prompt: 'Two green hearts above five orange circles, flat shapes on a white background',
    objects: [
      [2, 'green', 'heart'],
      [5, 'orange', 'circle'],
    ],
    relation: 'above',
    background: 'white',
  },
  {
    prompt: 'Seven red squares on a white background, flat shapes',
    objects: [[7, 'red', 'square']],
    background: 'white',
  },
]

function truthOf({ objects, relation, background }: ScenePrompt): SceneTruth {
  const groups = objects.map(([count, colour, shape], index) => ({
    id: `group-${index + 1}`,
    shape,
    colour,
    count,
  }))
  return {
    objects: groups,
    relations:
      relation && groups.length > 1 ? [{ subject: 'group-1', relation, object: 'group-2' }] : [],
    ...(background === undefined ? {} : { background }),
  }
}

const typography: readonly (readonly [prompt: string, wanted: string])[] = [
  ['A shop sign that reads "GRAND OPENING"', 'GRAND OPENING'],
  ['A poster with the words "JAZZ NIGHT" in bold letters', 'JAZZ NIGHT'],
  ['A book cover titled "The Long Way Home"', 'The Long Way Home'],
  ['A neon sign saying "24 HOURS"', '24 HOURS'],
  ['A birthday card that says "Happy Birthday"', 'Happy Birthday'],
  ['A road sign with the text "Freiburg 12 km"', 'Freiburg 12 km'],
  ['A coffee cup printed with "FLUX & JOY"', 'FLUX & JOY'],
  ['A label that reads "Organic Honey 250 g"', 'Organic Honey 250 g'],
  ['一块招牌，上面写着“新年快乐”', '新年快乐'],
  ['一张海报，标题是“春天的故事”', '春天的故事'],
]

const beautiful: readonly string[] = [
  'A quiet mountain lake at dawn, mist over the water',
  'A lighthouse on a cliff at sunset, painterly',
  'An old harbour in autumn light',
  'A paper lantern festival at night',
  'A garden path after rain, soft colours',
  'A minimal desert landscape with one tree',
  'A starry night over snowy hills',
  'A still life of lemons on blue linen',
  '江南水乡的清晨，薄雾中的小桥',
]

const real: readonly string[] = [
  'A candid photo of a street market on a cloudy afternoon',
  'A photo of an elderly man repairing a bicycle in his garage',
  'A phone snapshot of a rainy bus stop at night',
  'A photograph of a kitchen table after breakfast',
  'A documentary photo of fishermen at sea',
  'A photo of a dog running on a beach, natural light',
  'A picture of an ordinary office at noon, fluorescent light',
  'A photograph of a child blowing soap bubbles in a park',
  '一张普通手机拍摄的早餐店照片',
]

const promptCase = (
  task: string,
  index: number,
  prompt: string,
  truth?: DraftCase['turns'][number]['truth'],
): DraftCase => ({
  id: `${task}.${String(index + 1).padStart(2, '0')}`,
  tasks: [task],
  cluster: `${task}.${index + 1}`,
  language: /\p{Script=Han}/u.test(prompt) ? 'zh' : 'en',
  tags: ['prompt'],
  turns: [{ instruction: prompt, inputs: [], ...(truth ? { truth } : {}) }],
})

/** Forty prompts over the four text-to-image axes. */
export const prompts = (): DraftCase[] => [
  ...beautiful.map((prompt, index) => promptCase('aesthetics', index, prompt)),
  ...scenePrompts.map((one, index) =>
    promptCase('prompt-following', index, one.prompt, { scene: truthOf(one) }),
  ),
  ...typography.map(([prompt, wanted], index) =>
    promptCase('typography', index, prompt, {
      text: { wanted, script: /\p{Script=Han}/u.test(wanted) ? 'han' : 'latin' },
    }),
  ),
  ...real.map((prompt, index) => promptCase('realism', index, prompt)),
]

import type { SceneTruth } from 'kontextbench'
import type { Language } from '../scenes/lettering.ts'

type Group = SceneTruth['objects'][number]
type Relation = SceneTruth['relations'][number]['relation']

interface ScenePrompt {
  prompt: string
  language?: Language
  objects: [Group['count'], Group['colour'], Group['shape']][]
  /** Numbers of the groups, from 1. */
  relations?: [number, Relation, number][]
  background?: Group['colour']
  /** Counts or colours that the prompt does not say. */
  knowledge?: true
}

/** What a prompt states and `scene/found` can count. */
export const scenePrompts: readonly ScenePrompt[] = [
  {
    prompt: 'Three red circles to the left of two blue squares, flat shapes on a white background',
    objects: [
      [3, 'red', 'circle'],
      [2, 'blue', 'square'],
    ],
    relations: [[1, 'left-of', 2]],
    background: 'white',
  },
  {
    prompt: 'One yellow star above four green triangles, flat shapes on a white background',
    objects: [
      [1, 'yellow', 'star'],
      [4, 'green', 'triangle'],
    ],
    relations: [[1, 'above', 2]],
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
    relations: [[1, 'right-of', 2]],
    background: 'white',
  },
  {
    prompt: 'Four blue stars below one red heart, flat shapes on a white background',
    objects: [
      [4, 'blue', 'star'],
      [1, 'red', 'heart'],
    ],
    relations: [[1, 'below', 2]],
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
    relations: [[1, 'left-of', 2]],
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
    relations: [[1, 'above', 2]],
    background: 'white',
  },
  {
    prompt: 'Seven red squares on a white background, flat shapes',
    objects: [[7, 'red', 'square']],
    background: 'white',
  },
  {
    prompt:
      'Three red circles, two blue squares and one green triangle, flat shapes on a white background',
    objects: [
      [3, 'red', 'circle'],
      [2, 'blue', 'square'],
      [1, 'green', 'triangle'],
    ],
    background: 'white',
  },
  {
    prompt:
      'A row of four red hearts above a row of four blue hearts, flat shapes on a white background',
    objects: [
      [4, 'red', 'heart'],
      [4, 'blue', 'heart'],
    ],
    relations: [[1, 'above', 2]],
    background: 'white',
  },
  {
    prompt: 'One purple star to the right of one purple circle, flat shapes on a white background',
    objects: [
      [1, 'purple', 'star'],
      [1, 'purple', 'circle'],
    ],
    relations: [[1, 'right-of', 2]],
    background: 'white',
  },
  {
    prompt: 'Nine orange triangles on a white background, flat shapes',
    objects: [[9, 'orange', 'triangle']],
    background: 'white',
  },
  {
    prompt: 'Five white hearts on a red background, flat shapes',
    objects: [[5, 'white', 'heart']],
    background: 'red',
  },
  {
    prompt: 'Two brown squares below six pink circles, flat shapes on a white background',
    objects: [
      [2, 'brown', 'square'],
      [6, 'pink', 'circle'],
    ],
    relations: [[1, 'below', 2]],
    background: 'white',
  },
  {
    prompt: '五个绿色的三角形在一个红色的心形上方，平面图形，白色背景',
    language: 'zh',
    objects: [
      [5, 'green', 'triangle'],
      [1, 'red', 'heart'],
    ],
    relations: [[1, 'above', 2]],
    background: 'white',
  },
  {
    prompt: 'Drei blaue Kreise links von zwei roten Quadraten, flache Formen auf weißem Grund',
    language: 'de',
    objects: [
      [3, 'blue', 'circle'],
      [2, 'red', 'square'],
    ],
    relations: [[1, 'left-of', 2]],
    background: 'white',
  },
  {
    prompt:
      'Cuatro estrellas amarillas encima de dos corazones rojos, formas planas sobre fondo blanco',
    language: 'es',
    objects: [
      [4, 'yellow', 'star'],
      [2, 'red', 'heart'],
    ],
    relations: [[1, 'above', 2]],
    background: 'white',
  },
  {
    prompt: '白い背景に、緑色の三角形を五つ、平らな図形で',
    language: 'ja',
    objects: [[5, 'green', 'triangle']],
    background: 'white',
  },
  {
    prompt: 'ثلاث دوائر حمراء فوق مربعين أزرقين، أشكال مسطحة على خلفية بيضاء',
    language: 'ar',
    objects: [
      [3, 'red', 'circle'],
      [2, 'blue', 'square'],
    ],
    relations: [[1, 'above', 2]],
    background: 'white',
  },
  {
    prompt: 'As many red circles as a week has days, flat shapes on a white background',
    objects: [[7, 'red', 'circle']],
    background: 'white',
    knowledge: true,
  },
  {
    prompt: 'As many black circles as a spider has legs, flat shapes on a white background',
    objects: [[8, 'black', 'circle']],
    background: 'white',
    knowledge: true,
  },
  {
    prompt:
      'As many stars as the flag of the European Union has, in their colour, on a plain background in the colour of that flag',
    objects: [[12, 'yellow', 'star']],
    background: 'blue',
    knowledge: true,
  },
  {
    prompt:
      'The three lights of a traffic light as flat circles on a white background, one below the other, the one that means stop on top',
    objects: [
      [1, 'red', 'circle'],
      [1, 'yellow', 'circle'],
      [1, 'green', 'circle'],
    ],
    relations: [
      [1, 'above', 2],
      [2, 'above', 3],
    ],
    background: 'white',
    knowledge: true,
  },
  {
    prompt: '一年有几个季节，就画几个绿色的正方形，平面图形，白色背景',
    language: 'zh',
    objects: [[4, 'green', 'square']],
    background: 'white',
    knowledge: true,
  },
]

export function truthOf({ objects, relations, background }: ScenePrompt): SceneTruth {
  return {
    objects: objects.map(([count, colour, shape], index) => ({
      id: `group-${index + 1}`,
      shape,
      colour,
      count,
    })),
    relations: (relations ?? []).map(([subject, relation, object]) => ({
      subject: `group-${subject}`,
      relation,
      object: `group-${object}`,
    })),
    ...(background === undefined ? {} : { background }),
  }
}

import { describe, expect, it } from 'vitest'
import { importFiles, lines, png } from '../fixture/import-files.ts'
import { parquetOf } from '../fixture/parquet.ts'

describe('benchmarks of prompts and subjects', () => {
  it('prompts: PartiPrompts, GenEval, LongText, T2I-CompBench, DPG-Bench', async () => {
    const parti = await importFiles({
      'PartiPrompts.tsv':
        'Prompt\tCategory\tChallenge\tNote\na "big" bear\tAnimals\tBasic\t\n\tAnimals\tBasic\t\n',
    })
    expect(parti.cases).toMatchObject([
      {
        id: 'row-00002',
        tasks: ['prompt-following'],
        tags: ['Basic', 'Animals'],
        turns: [{ instruction: 'a "big" bear', inputs: [] }],
      },
    ])
    expect(parti.manifest.refused).toMatchObject([{ line: 3, field: 'instruction' }])
    const geneval = await importFiles({
      'evaluation_metadata.jsonl': lines({ tag: 'counting', include: [], prompt: 'two bears' }),
    })
    // Its outputs stand in folders of this name.
    expect(geneval.cases).toMatchObject([{ id: '00000', tasks: ['prompt-following'] }])
    const drawbench = await importFiles({
      'rows.csv': 'Prompts,Category\nA shop,Text\nA red car,Colors\nA cat,Gary Marcus et al. \n',
    })
    expect(drawbench.cases.map(({ tasks }) => tasks[0])).toEqual([
      'typography',
      'prompt-following',
      'prompt-following',
    ])
    const long = await importFiles({
      'text_prompts.jsonl': lines({
        category: 'sign',
        prompt: 'A sign',
        text: ['OPEN', 'NOW'],
        text_length: 7,
        prompt_id: 3,
      }),
    })
    expect(long.cases[0]).toMatchObject({
      id: '3',
      tasks: ['typography', 'prompt-following'],
      turns: [{ instruction: 'A sign', truth: { text: { wanted: 'OPEN NOW', script: 'latin' } } }],
    })
    const lists = await importFiles({
      'examples/dataset/color_val.txt': 'a red book\n\na blue pen\n',
      'examples/dataset/color_val_seen.txt': 'a red book\n',
      'examples/dataset/color_train.txt': 'a green cup\n',
      'examples/dataset/color.txt': 'a green cup\na red book\n',
    })
    expect(lists.cases.map((one) => one.id)).toEqual(['color-0001', 'color-0003'])
    const dense = await importFiles({ 'prompts/12.txt': 'A long one.' })
    expect(dense.cases).toMatchObject([{ id: '12', tasks: ['prompt-following'] }])
  })

  it('GenEval: what a prompt states, and what must not be there', async () => {
    const { cases, manifest } = await importFiles({
      'evaluation_metadata.jsonl': lines(
        {
          tag: 'position',
          include: [
            { class: 'dog', count: 1 },
            { class: 'cup', count: 2, color: 'red', position: ['left of', 0] },
          ],
          exclude: [{ class: 'dog', count: 2 }],
          prompt: 'two red cups left of a dog',
        },
        { tag: 'counting', include: [{ class: 'dog', count: 0 }], prompt: 'no dog' },
      ),
    })
    expect(cases[0]?.turns[0]?.truth?.objects).toEqual({
      present: [
        { name: 'dog', count: 1 },
        { name: 'cup', count: 2, colour: 'red', place: { relation: 'left of', from: 0 } },
      ],
      absent: [{ name: 'dog', count: 2 }],
    })
    expect(manifest.refused).toMatchObject([{ line: 2, field: 'include.0.count' }])
  })

  it('DPG-Bench: a prompt with its questions and what each depends on', async () => {
    const head =
      'item_id,text,keywords,proposition_id,dependency,category_broad,question_natural_language'
    const { cases, manifest } = await importFiles({
      'dpg_bench.csv': [
        head,
        'p1,"A red, old car.",x,1,0,entity,Is there a car?',
        'p1,"A red, old car.",x,2,"1",attribute,Is it red?',
        'p1,"A red, old car.",x,3,"1, 2",,Is the red car old?',
        'p2,A cup.,x,one,0,entity,Is there a cup?',
      ].join('\n'),
      'prompts/p1.txt': 'A red, old car.',
    })
    expect(cases).toMatchObject([{ id: 'p1', tasks: ['prompt-following'] }])
    expect(cases[0]?.turns[0]?.truth?.questions).toEqual([
      { id: '1', text: 'Is there a car?', parents: [], category: 'entity' },
      { id: '2', text: 'Is it red?', parents: ['1'], category: 'attribute' },
      { id: '3', text: 'Is the red car old?', parents: ['1', '2'] },
    ])
    expect(manifest.refused).toMatchObject([{ line: 5, field: 'proposition_id' }])
  })

  it('DreamBench++: a subject, nine prompts, a picture', async () => {
    const prompts = Array.from({ length: 9 }, (_, index) => `a cat, prompt ${index}`)
    const { cases, manifest } = await importFiles({
      'captions/live_subject/animal/04.txt': ['black cat', ...prompts, ''].join('\n'),
      'images/live_subject/animal/04.jpg': png,
      'captions/style/01.txt': 'ink\nA boat in this style',
    })
    expect(cases).toHaveLength(9)
    expect(cases[7]).toMatchObject({
      id: 'live_subject_animal_04_black_cat-7_0',
      tasks: ['character-reference', 'character-consistency'],
      cluster: 'live_subject_animal_04_black_cat',
      tags: ['live_subject_animal', 'imaginative'],
      turns: [{ instruction: 'a cat, prompt 7' }],
    })
    expect(manifest.refused).toMatchObject([{ line: 2, field: 'image' }])
  })

  it('OneIG-Bench: prompts with texts and questions of its repository', async () => {
    const { cases } = await importFiles({
      'OneIG-Bench.csv': [
        'category,id,prompt_en,type,prompt_length,class',
        'Anime_Stylization,000,A fox in ink,x,short,ink',
        'Text_Rendering,000,"A sign that says ""OPEN""",x,short,None',
      ].join('\n'),
      'scripts/text/text_content.csv': `id,prompt_en,text_content\n000,x,"['OPEN', ""it's""]"`,
      'scripts/alignment/Q_D/anime.json': JSON.stringify({
        '000': {
          question: JSON.stringify({ 1: 'Is there a fox?', 2: 'Is it ink?' }),
          dependency: { 1: [0], 2: [1] },
        },
      }),
      'scripts/alignment/Q_D/anime_zh.json': JSON.stringify({
        '000': { question: { 1: '有狐狸吗？' }, dependency: { 1: [0] } },
      }),
    })
    expect(cases.map(({ id, tasks }) => [id, tasks])).toEqual([
      ['anime-000', ['prompt-following', 'aesthetics']],
      ['text-000', ['typography', 'prompt-following']],
    ])
    expect(cases[0]?.turns[0]?.truth?.questions).toEqual([
      { id: '1', text: 'Is there a fox?', parents: [] },
      { id: '2', text: 'Is it ink?', parents: ['1'] },
    ])
    expect(cases[1]?.turns[0]?.truth?.text).toEqual({ wanted: "OPEN it's", script: 'latin' })
  })

  it('OneIG-Bench: both of its languages, as the repository and as the hub hold them', async () => {
    const english = { category: 'Portrait', id: '000', prompt_en: 'A man', class: 'None' }
    const chinese = { category: 'Portrait', id: '000', prompt_cn: '一个男人', class: 'None' }
    const csv = (row: object) => `${Object.keys(row).join()}\n${Object.values(row).join()}\n`
    for (const files of [
      { 'OneIG-Bench.csv': csv(english), 'OneIG-Bench-ZH.csv': csv(chinese) },
      {
        'OneIG-Bench/train-00000-of-00001.parquet': parquetOf([english]),
        'OneIG-Bench-ZH/train-00000-of-00001.parquet': parquetOf([chinese]),
      },
    ]) {
      const { cases, manifest } = await importFiles(files)
      expect(manifest.refused).toEqual([])
      expect(cases).toMatchObject([
        { id: 'human-000', language: 'en', turns: [{ instruction: 'A man' }] },
        { id: 'human-000-zh', language: 'zh', turns: [{ instruction: '一个男人' }] },
      ])
    }
  })
})

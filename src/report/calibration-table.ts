import { readFile, writeFile } from 'node:fs/promises'
import type { Calibration, MetricCalibration, TaskCalibration } from '#schema/calibration.ts'
import type { Estimate } from '#schema/estimate.ts'
import { UserError } from '#schema/user-error.ts'
import { textTable } from './text-table.ts'

const short = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(2)

const withInterval = ({ value, low, high }: Estimate): string =>
  low === null ? short(value) : `${short(value)} (${short(low)} to ${short(high)})`

/** Falls less than this with rising strength: the metric does not see it. */
const seen = 0.5

/** What a metric does not see, or takes for better. */
const blindSpots = ({ falls }: MetricCalibration): string[] =>
  Object.entries(falls).flatMap(([ladder, tau]) => ((tau.value ?? 0) < seen ? [ladder] : []))

const words = { reached: 'decides', missed: 'diagnostic', unproven: 'unproven' } as const

const thresholdOf = ({ threshold }: TaskCalibration): string =>
  threshold ? `${Number(threshold.value.toPrecision(3))}: ${withInterval(threshold.accuracy)}` : '–'

const rowsOf = (metric: MetricCalibration): string[][] =>
  metric.tasks.map((one) => [
    metric.metric,
    one.task,
    one.contrast,
    withInterval(one.auc),
    `${one.auc.n}/${one.auc.clusters}`,
    String(one.auc.missing),
    words[one.state],
    thresholdOf(one),
  ])

const contrastHead = [
  'metric',
  'task',
  'contrast',
  'AUC',
  'n/scenes',
  'missing',
  'is',
  'threshold: accuracy on the other half',
]

function fallRows({ metrics }: Calibration): { head: string[]; rows: string[][] } {
  const ladders = [...new Set(metrics.flatMap(({ falls }) => Object.keys(falls)))]
  return {
    head: ['metric', ...ladders, 'blind to'],
    rows: metrics
      .filter(({ falls }) => Object.keys(falls).length > 0)
      .map((metric) => [
        metric.metric,
        ...ladders.map((ladder) => short(metric.falls[ladder]?.value)),
        blindSpots(metric).join(', ') || '–',
      ]),
  }
}

const orderHead = ['task', 'measure', 'better', 'worse', 'difference', 'n/scenes', 'missing']

const orderRows = ({ orders }: Calibration): string[][] =>
  orders.map(({ task, measure, better, worse, difference }) => [
    task,
    measure,
    better,
    worse,
    withInterval(difference),
    `${difference.n}/${difference.clusters}`,
    String(difference.missing),
  ])

/** For a terminal. */
export function renderCalibration(calibration: Calibration): string {
  const falls = fallRows(calibration)
  const parts = [
    [
      'What decides, and what is a diagnostic only',
      contrastHead,
      calibration.metrics.flatMap(rowsOf),
    ],
    ['Kendall tau of falling over strength', falls.head, falls.rows],
    ['Known orders: better minus worse, by case', orderHead, orderRows(calibration)],
  ] as const
  return parts
    .filter(([, , rows]) => rows.length > 0)
    .flatMap(([title, head, rows]) => [title, ...textTable([head, ...rows]), ''])
    .join('\n')
    .trimEnd()
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function markdownOf(calibration: Calibration): string {
  const made = [
    ...new Set(
      calibration.metrics.map(
        ({ command, madeAt, dataSet }) =>
          `\`${command}\` on ${dataSet.cases} cases of ${dataSet.id} ${dataSet.version}, ${madeAt.slice(0, 10)}`,
      ),
    ),
  ]
  const falls = fallRows(calibration)
  return [
    `Made by ${made.join('; ')}.`,
    markdown(contrastHead, calibration.metrics.flatMap(rowsOf)),
    "Mean of Kendall's tau over cases: 1 = falls with every step of spoiling a right answer, 0 = does not see it, below 0 = rises.",
    markdown(falls.head, falls.rows),
    ...(calibration.orders.length > 0
      ? [
          'Known orders, better minus worse by case, turned so that more is better; the interval should leave out 0:',
          markdown(orderHead, orderRows(calibration)),
        ]
      : []),
  ].join('\n\n')
}

const begin = '<!-- calibration: written by `kontextbench calibrate --table` -->'
const end = '<!-- end of calibration -->'

/** Puts the tables of a calibration between the marks of a Markdown file. @throws UserError where they are not there */
export async function writeCalibrationInto(file: string, calibration: Calibration): Promise<void> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new UserError('the file cannot be read', 'Name a Markdown file that is there.', { file })
  }
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new UserError('there is no place for the tables', `Add the lines ${begin} and ${end}.`, {
      file,
    })
  const tables = `${begin}\n\n${markdownOf(calibration)}\n\n`
  await writeFile(file, text.slice(0, from) + tables + text.slice(to))
}

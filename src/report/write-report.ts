import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Comparison } from '#schema/comparison.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Blobs } from '#schema/store.ts'
import type { Vote } from '#schema/vote.ts'
import type { VoteRatings } from '#schema/vote-ratings.ts'
import { fill } from '#ui/fill.ts'
import { pageFile } from '#ui/page-file.ts'
import { en, type Messages } from '#ui/messages/en.ts'
import { zh } from '#ui/messages/zh.ts'
import { wordClaims } from '#ui/word-claim.ts'
import { latencyFigure, latencyGroups, panelFigure, type Figure } from './charts/figures.ts'
import { ratingFigure } from './charts/rating-figure.ts'
import { sweepFigure, sweepsOf, type LineFigure } from './charts/load-figure.ts'
import { colourOfModel } from './charts/model-colours.ts'
import { createPngPainter } from './charts/draw-png.ts'
import { buildGallery, type GalleryEntry } from './gallery.ts'
import { pageScripts, pageShell } from './page-shell.ts'
import { scriptJson } from './script-json.ts'
import { writeCells, writeJudgeVotes, writeLoad, writeScores, writeSummary } from './tables.ts'
import { writeVotes } from './vote-table.ts'

export interface ReportInput {
  run: Run
  comparison: Comparison
  cells: () => AsyncIterable<Cell>
  records: () => AsyncIterable<Record>
  scores: () => AsyncIterable<Score>
  /** Those that the comparison's ratings come from. */
  votes: readonly Vote[]
  /** Of judges only: people may be named in theirs. */
  judgeVotes: readonly Vote[]
  blobs: Blobs
  out: string
  onProgress?: (done: number, total: number) => void
}

const entriesPerChunk = 20

const ratingLabel = ({ voters, votes }: VoteRatings, messages: Messages): string =>
  fill(messages.ratingBy, {
    voters: voters === 'person' ? messages.people : messages.judgeVoters,
    votes,
  })

function figuresOf(
  run: Run,
  comparison: Comparison,
): { id: string; figure: Figure | LineFigure }[] {
  const titleOf = new Map(run.plan.tasks.map((task) => [task.id, task.title.en]))
  const panels = comparison.panels
    .filter((panel) => panel.metric !== null)
    .map((panel) => ({
      id: panel.task,
      figure: panelFigure(panel, comparison, titleOf.get(panel.task) ?? panel.task),
    }))
  const ratings = comparison.panels.flatMap((panel) =>
    (panel.ratings ?? []).slice(0, 1).map((one) => ({
      id: `rating-${panel.task}`,
      figure: ratingFigure(one, comparison, ratingLabel(one, en)),
    })),
  )
  const latency = latencyFigure(comparison, {
    editing: en.editing,
    generation: en.generation,
    title: en.latencyFigure,
  })
  const sweeps = sweepsOf(comparison).map(({ id, scenario, rows }) => ({
    id,
    figure: sweepFigure(rows, comparison, {
      x: en[scenario === 'server' ? 'ratePerSecond' : 'concurrency'],
      perSecond: en.perSecond,
    }),
  }))
  return [...ratings, ...panels, ...sweeps, { id: 'latency', figure: latency }]
}

function pageData(run: Run, comparison: Comparison, chunks: number) {
  const modelName = new Map(run.plan.models.map((model) => [model.id, model.name]))
  const worded = (language: 'en' | 'zh') => {
    const title = new Map(run.plan.tasks.map((task) => [task.id, task.title[language]]))
    const names = {
      task: (id: string) => title.get(id) ?? id,
      model: (id: string) => modelName.get(id) ?? id,
    }
    return wordClaims(comparison.claims, language === 'en' ? en : zh, names)
  }
  const colour = colourOfModel(comparison.models)
  return {
    run: {
      id: run.id,
      title: run.plan.title,
      bench: run.bench,
      createdAt: run.createdAt,
      environment: run.environment,
      warnings: run.warnings,
      timing: run.timing,
    },
    tasks: run.plan.tasks.map(({ id, title, kind }) => ({ id, title, kind })),
    models: comparison.models.map((model) => ({
      ...model,
      colour: model.control ? '#8a9097' : colour(model.id),
    })),
    comparison,
    latencyGroups: latencyGroups(comparison),
    sweeps: sweepsOf(comparison).map(({ id, kind, scenario }) => ({ id, kind, scenario })),
    figures: Object.fromEntries(figuresOf(run, comparison).map(({ id, figure }) => [id, figure])),
    messages: { en, zh },
    verdict: { en: worded('en'), zh: worded('zh') },
    chunks,
  }
}

async function writePage(input: ReportInput, gallery: readonly GalleryEntry[]): Promise<void> {
  const { run, comparison, out } = input
  const assets = join(out, 'assets')
  const chunks = Math.ceil(gallery.length / entriesPerChunk)
  for (let chunk = 0; chunk < chunks; chunk++) {
    const part = gallery.slice(chunk * entriesPerChunk, (chunk + 1) * entriesPerChunk)
    await writeFile(
      join(assets, `gallery-${chunk}.js`),
      `kontextGallery(${chunk}, ${scriptJson(part)})\n`,
    )
  }
  await writeFile(
    join(assets, 'data.js'),
    `globalThis.kontextReport = ${scriptJson(pageData(run, comparison, chunks))}\n`,
  )
  const chart = join(dirname(fileURLToPath(import.meta.resolve('chart.js'))), 'chart.umd.min.js')
  await copyFile(chart, join(assets, 'chart.js'))
  await copyFile(pageFile('whiskers.js'), join(assets, 'whiskers.js'))
  for (const name of [...pageScripts, 'report.css']) {
    await copyFile(new URL(`./page/${name}`, import.meta.url), join(assets, name))
  }
  await writeFile(join(out, 'index.html'), pageShell(`${run.plan.title} · KontextBench`))
}

async function writeCharts(run: Run, comparison: Comparison, out: string): Promise<void> {
  const painter = await createPngPainter()
  if (!painter) return
  await mkdir(join(out, 'charts'), { recursive: true })
  for (const { id, figure } of figuresOf(run, comparison)) {
    await writeFile(join(out, 'charts', `${id}.png`), painter.draw(figure, 640, 400))
  }
}

/** Writes a folder that opens from file:// without any network: page, charts, gallery, tables and documents. */
export async function writeReport(input: ReportInput): Promise<void> {
  const { run, comparison, out } = input
  await rm(out, { recursive: true, force: true })
  await mkdir(join(out, 'assets'), { recursive: true })
  await mkdir(join(out, 'images'), { recursive: true })
  const cells = new Map<string, Cell>()
  for await (const cell of input.cells()) cells.set(cell.id, cell)
  await writeSummary(join(out, 'summary.csv'), comparison)
  await writeCells(join(out, 'cells.csv'), cells, input.records())
  await writeScores(join(out, 'scores.csv'), cells, input.scores())
  if (input.votes.length > 0) await writeVotes(join(out, 'votes.csv'), input.votes)
  if (comparison.load) await writeLoad(join(out, 'load.csv'), comparison.load)
  if (input.judgeVotes.length > 0)
    await writeJudgeVotes(join(out, 'judge-votes.jsonl'), input.judgeVotes)
  await writeFile(join(out, 'comparison.json'), `${JSON.stringify(comparison, null, 1)}\n`)
  const gallery = await buildGallery({
    run,
    cells,
    records: input.records(),
    scores: input.scores(),
    blobs: input.blobs,
    out,
    onProgress: (done, total) => input.onProgress?.(done, total),
  })
  await writePage(input, gallery)
  await writeCharts(run, comparison, out)
}

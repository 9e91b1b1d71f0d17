import { resolve } from 'node:path'
import { sha256 } from './digest/sha256.ts'
import { decodeImage } from './image/decode.ts'
import { KontextError } from './schema/kontext-error.ts'
import type { Metric, MetricImage, MetricInput, MetricResult } from './schema/metric.ts'
import type { Json } from './schema/id.ts'
import { readPictureFile } from './picture-file.ts'
import { scriptOf } from './schema/script.ts'
import { UserError } from './schema/user-error.ts'
import { missingNeed } from './score/missing-need.ts'
import { createScorer, knownMetrics } from './score/scorer.ts'
import { withAskedText } from './score/text/with-asked-text.ts'

export { renderScores } from './report/score-table.ts'

interface FilesRequest {
  cwd: string
  output: string
  source?: string
  mask?: string
  /** The right answer, or the picture to be like. */
  reference?: string
  text?: string
  instruction?: string
  align?: 'none' | 'auto'
  /** Absent = all that can be scored from what is given. */
  metrics?: string[]
  /** Files of metrics of the user's own. */
  modules?: string[]
}

/** What `score --json` prints of one metric; documented in docs/metrics.md. */
export interface FileScore {
  metric: string
  version: string
  state: 'scored' | 'unscored'
  value?: number
  unit?: string
  reason?: string
  /** What was read, of metrics that read. */
  text?: string
  detail?: { [key: string]: Json }
}

type PictureRole = 'output' | 'source' | 'mask' | 'reference'

interface Picture extends Required<MetricImage> {
  width: number
  height: number
}

async function readPicture(file: string, cwd: string): Promise<Picture> {
  const bytes = await readPictureFile(file, cwd)
  try {
    const { width, height } = await decodeImage(bytes)
    return { sha256: sha256(bytes), bytes, width, height }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause)
    throw new UserError(why, 'Give a whole PNG, JPEG, WebP or AVIF file.', { file }, { cause })
  }
}

/** All files at once, so that every wrong one is named. */
async function readPictures(
  files: { [role in PictureRole]?: string },
  cwd: string,
): Promise<{ [role in PictureRole]?: Picture }> {
  const roles = Object.entries(files) as [PictureRole, string][]
  const read = await Promise.allSettled(roles.map(([, file]) => readPicture(file, cwd)))
  const faults = read.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
  if (faults.length > 1)
    throw new KontextError('user', faults.map(({ message }) => message).join('\n'), 2)
  if (faults[0]) throw faults[0]
  return Object.fromEntries(
    read.flatMap((one, index) =>
      one.status === 'fulfilled' ? [[(roles[index] as [PictureRole, string])[0], one.value]] : [],
    ),
  )
}

function checkMask(mask: Picture | undefined, source: Picture | undefined, file: string): void {
  if (!mask || !source) return
  if (mask.width === source.width && mask.height === source.height) return
  throw new UserError(
    `the mask is ${mask.width}x${mask.height}, the source ${source.width}x${source.height}`,
    'Give a mask of the size of the source.',
    { file },
  )
}

async function inputOf(asked: FilesRequest): Promise<MetricInput> {
  const { cwd, output: outputFile, source, mask, reference, text, instruction, align } = asked
  const pictures = await readPictures(
    {
      output: outputFile,
      ...(source === undefined ? {} : { source }),
      ...(mask === undefined ? {} : { mask }),
      ...(reference === undefined ? {} : { reference }),
    },
    cwd,
  )
  checkMask(pictures.mask, pictures.source, mask ?? '')
  const { reference: like, ...others } = pictures
  return {
    instruction: instruction ?? '',
    turn: 1,
    tasks: [],
    occludes: false,
    result: { turn: 1, outcome: 'image', inputs: [] },
    attempts: [],
    references: like ? [like] : [],
    ...others,
    ...(like ? { truthReference: like } : {}),
    ...(text === undefined ? {} : { text: { wanted: text, script: scriptOf(text) } }),
    ...(align ? { align } : {}),
  }
}

/** Metrics that the files given have all for. */
const possible = (input: MetricInput): string[] =>
  knownMetrics()
    .filter(({ work }) => work !== 'inline')
    .filter((metric) => missingNeed(metric, withAskedText(input)) === undefined)
    .map(({ id }) => id)

function fileScore({ id, version, unit }: Metric, result: MetricResult): FileScore {
  const head = { metric: id, version, state: result.state }
  if (result.state === 'unscored') return { ...head, reason: result.reason }
  const { value, detail } = result
  const read = typeof detail?.['text'] === 'string' ? { text: detail['text'] } : {}
  return { ...head, value, unit, ...read, ...(detail ? { detail } : {}) }
}

/**
 * Scores pictures from anywhere by the metrics of a run. @throws UserError for a file that is no picture, a mask of another
 * size, an unknown metric
 */
export async function scoreFiles(asked: FilesRequest): Promise<FileScore[]> {
  const input = await inputOf(asked)
  const scorer = await createScorer({
    workers: 1,
    metricIds: [...new Set(asked.metrics ?? possible(input))],
    modules: (asked.modules ?? []).map((file) => resolve(asked.cwd, file)),
  })
  try {
    const results = await scorer.score(input)
    return [...scorer.metrics.values()].map((metric) =>
      fileScore(metric, results.get(metric.id) as MetricResult),
    )
  } finally {
    await scorer.close()
  }
}

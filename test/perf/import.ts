/**
 * What an import of many large pictures costs, as a folder and as Parquet, and whether it goes on after kill -9:
 * `node --conditions=kontextbench-source test/perf/import.ts [rows] [bytes a picture]`; 10000 and 1000000 unless told.
 * `taskset -c 0,1` before it keeps it to two cores. Needs room for twice rows x bytes in the temporary folder
 * (TMPDIR), and reads memory from /proc.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import sharp from 'sharp'
import { createRandom } from '#stats/random.ts'
import { parquetSchemaOf } from '../fixture/parquet.ts'
import { bin } from './project.ts'
import { memoryOfTreeMb, processorSecondsOf, treeOf } from './process-tree.ts'
import { tell } from './spread.ts'

const rows = Number(process.argv[2] ?? 10_000)
const bytesEach = Number(process.argv[3] ?? 1_000_000)
/** As the hub writes tables of pictures. */
const groupRows = 100

/** A JPEG of 1024 x 1024 that is somewhat smaller than asked for. */
async function basePicture(): Promise<Buffer> {
  const [side, random] = [1024, createRandom(1)]
  const data = new Uint8Array(side * side * 3)
  for (let at = 0; at < data.length; at++)
    data[at] = 60 + (at % (side * 3)) / 24 + 40 * random.next()
  const raw = sharp(data, { raw: { width: side, height: side, channels: 3 } })
  for (let quality = 98; quality > 1; quality -= 3) {
    const made = await raw.clone().jpeg({ quality }).toBuffer()
    if (made.length < bytesEach - 32) return made
  }
  throw new Error(`no picture of ${side} x ${side} has ${bytesEach} bytes`)
}

/** Another file of the same pixels: comments, of at most 65,533 bytes each, number it and fill it up. */
function pictureOf(base: Buffer, row: number): Buffer {
  const parts = [base.subarray(0, 2)]
  for (let left = bytesEach - base.length; left > 0;) {
    const size = Math.max(16, Math.min(65_000, left))
    const comment = Buffer.alloc(size, 32)
    comment.writeUInt16BE(0xff_fe, 0)
    comment.writeUInt16BE(size - 2, 2)
    comment.write(String(row), 4)
    parts.push(comment)
    left -= size
  }
  return Buffer.concat([...parts, base.subarray(2)])
}

const rowOf = (row: number) => ({
  key: `row-${row}`,
  instruction: 'Make it red',
  category: 'local',
})

function makeFolder(folder: string, base: Buffer): void {
  mkdirSync(join(folder, 'images'), { recursive: true })
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const file_name = `images/${row}.jpg`
    writeFileSync(join(folder, file_name), pictureOf(base, row))
    lines.push(JSON.stringify({ ...rowOf(row), file_name }))
  }
  writeFileSync(join(folder, 'metadata.jsonl'), lines.join('\n'))
}

async function makeParquet(folder: string, base: Buffer): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const exampleRow = { ...rowOf(0), image: { bytes: base, path: '' } }
  const names = Object.keys(exampleRow)
  const writer = new ParquetWriter({
    writer: fileWriter(join(folder, 'train.parquet')),
    schema: parquetSchemaOf(exampleRow),
  })
  for (let start = 0; start < rows; start += groupRows) {
    const group = Array.from({ length: Math.min(groupRows, rows - start) }, (_, at) => ({
      ...rowOf(start + at),
      image: { bytes: pictureOf(base, start + at), path: `${start + at}.jpg` },
    }))
    const columnData = names.map((name) => ({
      name,
      data: group.map((one) => (one as Record<string, unknown>)[name]),
      // As pyarrow writes them: without it, a row group can only be read whole.
      offsetIndex: false,
    }))
    await writer.write({ columnData: columnData as never, rowGroupSize: groupRows })
  }
  await writer.finish()
}

interface Watched {
  seconds: number
  processorSeconds: number
  peakMb: number
}

/** Runs an import to its end, or kills all of it after some seconds. */
async function runImport(dir: string, folder: string, killAfter = Infinity): Promise<Watched> {
  const args = [bin, 'datasets', 'import', folder, '--id', 'many', '--json']
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
  const pid = child.pid ?? 0
  const startedAt = performance.now()
  const secondsSoFar = (): number => (performance.now() - startedAt) / 1000
  let [told, peakMb, processorSeconds, isKilled] = ['', 0, 0, false]
  child.stderr.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-2000)))
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, memoryOfTreeMb(pid))
    processorSeconds = Math.max(processorSeconds, processorSecondsOf(pid))
    if (secondsSoFar() < killAfter) return
    isKilled = true
    for (const one of treeOf(pid)) process.kill(one, 'SIGKILL')
  }, 50)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  if (code !== 0 && !isKilled) throw new Error(told)
  return { seconds: secondsSoFar(), processorSeconds, peakMb }
}

const said = ({ seconds, processorSeconds, peakMb }: Watched): string =>
  `${seconds.toFixed(1)} s (${processorSeconds.toFixed(1)} s of processors), peak ${peakMb.toFixed(0)} MB`

async function measure(layout: string, make: (folder: string, base: Buffer) => unknown) {
  const dir = mkdtempSync(join(tmpdir(), 'kontextbench-import-'))
  const sets = join(dir, '.kontextbench', 'datasets')
  const kept = (): string => readFileSync(join(sets, 'many', 'rows.jsonl'), 'utf8')
  try {
    await make(join(dir, 'from'), await basePicture())
    const whole = await runImport(dir, join(dir, 'from'))
    const rowsOfWhole = kept()
    tell(`${layout}, ${rows} rows of ${bytesEach} bytes`, said(whole))
    rmSync(join(sets, 'many'), { recursive: true })
    await runImport(dir, join(dir, 'from'), whole.seconds / 2)
    const journal = join(sets, '.many.importing', '.journal.jsonl')
    const done = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0
    const rest = await runImport(dir, join(dir, 'from'))
    const same = kept() === rowsOfWhole ? 'the same rows' : 'NOT THE SAME ROWS'
    tell(`${layout}, killed with ${done} done, gone on`, `${said(rest)}; ${same}`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

await measure('folder', makeFolder)
await measure('Parquet', makeParquet)

import { closeSync, openSync, writeSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { writeCrowd } from './crowd-votes.ts'
import { checkImages, usualImages } from './image-names.ts'
import { writeLabelStudio } from './label-studio-votes.ts'
import { writeLmarena } from './lmarena-votes.ts'
import { writeOwnCsv, writeOwnJsonl } from './own-votes.ts'
import { readVotes } from './read-votes.ts'
import type { VoteFormatName, VoteWriter } from './vote-format.ts'

export interface ConvertOptions {
  input: string
  output: string
  from?: VoteFormatName
  to: VoteFormatName
  /** Key file to read a crowd table with. */
  key?: string
  /** Addresses of pictures, with places in braces. */
  images?: string
}

export interface Converted {
  rows: number
  /** Rows that could not be carried over, by reason. */
  leftOut: Record<string, number>
  /** The file that says which model stood where. */
  key?: string
}

function writerOf({ to, output, images = usualImages }: ConvertOptions): VoteWriter {
  checkImages(images)
  switch (to) {
    case 'ours':
      return extname(output).toLowerCase() === '.csv' ? writeOwnCsv() : writeOwnJsonl()
    case 'lmarena':
      return writeLmarena()
    case 'label-studio':
      return writeLabelStudio({ images })
    case 'crowd':
      return writeCrowd({ images })
    default:
      return to satisfies never
  }
}

/** Pieces wait together until they are worth a write. */
const pieceLength = 256 * 1024

/** A file that is written in order and at once: a reader that is faster cannot pile up memory. */
function openPiecewise(file: string): { write: (text: string) => void; close: () => void } {
  let descriptor: number
  try {
    descriptor = openSync(file, 'w')
  } catch (error) {
    const what = `the file cannot be written (${(error as Error).message})`
    throw new UserError(what, 'Check the path.', { file })
  }
  let waiting = ''
  const flush = (): void => {
    writeSync(descriptor, waiting)
    waiting = ''
  }
  return {
    write: (text) => {
      waiting += text
      if (waiting.length > pieceLength) flush()
    },
    close: () => {
      flush()
      closeSync(descriptor)
    },
  }
}

/** Reads one format and writes another, row by row; nothing is left behind when a row is wrong. */
export async function convertVotes(options: ConvertOptions): Promise<Converted> {
  const writer = writerOf(options)
  const partial = `${options.output}.part`
  const out = openPiecewise(partial)
  const counts = new Map<string, number>()
  const leaveOut = (reason: string, rows: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + rows)
  }
  let rows = 0
  try {
    out.write(writer.head)
    const unread = await readVotes(options.input, {
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.key === undefined ? {} : { key: options.key }),
      onBallot: (ballot) => {
        const text = writer.row(ballot)
        if (typeof text !== 'string') return leaveOut(text.leftOut, 1)
        rows += 1
        out.write(text)
      },
    })
    for (const [reason, count] of unread) leaveOut(reason, count)
    out.write(writer.foot)
    out.close()
  } catch (error) {
    out.close()
    await rm(partial, { force: true })
    throw error
  }
  return { rows, leftOut: Object.fromEntries(counts), ...(await finish(options, writer, partial)) }
}

async function finish(
  { output }: ConvertOptions,
  writer: VoteWriter,
  partial: string,
): Promise<{ key?: string }> {
  const key = writer.key === undefined ? undefined : `${output}.key.json`
  if (key !== undefined && writer.key) await writeFile(key, writer.key())
  await rename(partial, output)
  return key === undefined ? {} : { key }
}

import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import { onnxBackend } from '#net/onnx-runtime.ts'
import type { Json } from '#schema/id.ts'
import { OwnNet } from '#schema/own-net.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import type { PixelMetric } from '#score/define-metric.ts'
import { netVersion } from '#score/net/net-version.ts'
import { onnxEmbedding } from './onnx-embedding.ts'

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Uint8Array)
  return hash.digest('hex')
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UserError('this is no JSON', 'Describe one net in it.', { file }, { cause })
  }
}

/** What decides the numbers is all in the version: the net, how pictures are prepared for it, and what runs it. */
async function fromDescription(file: string): Promise<PixelMetric> {
  const net = parseAt(OwnNet, parsed(await readFile(file, 'utf8'), file), { file })
  const netFile = resolve(dirname(file), net.net)
  if (!existsSync(netFile))
    throw new UserError(`the net ${net.net} is not there`, 'Give its path relative to this file.', {
      file,
      field: 'net',
    })
  const { source: _source, net: _path, ...deciding } = net
  const how = sha256(canonicalJson(deciding as Json)).slice(0, 8)
  const digest = (await digestOf(netFile)).slice(0, 16)
  const runtime = onnxBackend() === 'ortnode' ? 'onnxruntime-node' : 'onnxruntime-web'
  const packages = net.look === 'face' ? ['@vladmandic/face-api', '@tensorflow/tfjs'] : []
  const version = netVersion(`1+net-${digest}+input-${how}`, runtime, ...packages)
  return onnxEmbedding({ net, file: netFile, version })
}

async function fromModule(file: string): Promise<PixelMetric> {
  const { metric } = (await import(pathToFileURL(file).href)) as { metric?: PixelMetric }
  if (metric) return metric
  throw new UserError(
    'there is no export "metric"',
    'Export it: export const metric = defineMetric(...)',
    { file },
  )
}

/**
 * A metric of a user's own: a module that exports `metric`, or a JSON file that describes an ONNX net. Absolute path.
 * @throws UserError for a file that is absent or is neither
 */
export async function loadMetric(file: string): Promise<PixelMetric> {
  if (!existsSync(file))
    throw new UserError('the metric is not there', 'Give the path of an existing file.', { file })
  return file.endsWith('.json') ? fromDescription(file) : fromModule(file)
}

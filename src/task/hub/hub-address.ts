import { UserError } from '#schema/user-error.ts'

/** A data set on the Hugging Face hub, at a branch, tag or commit. */
export interface HubAddress {
  name: string
  revision: string
}

const name = '[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*'
const short = new RegExp(`^hf:(?:datasets/)?(${name})(?:@([\\w./-]+))?$`)
const page = new RegExp(`^https://huggingface\\.co/datasets/(${name})(?:/tree/([\\w./-]+))?/?$`)

export const looksLikeHub = (target: string): boolean =>
  target.startsWith('hf:') || target.startsWith('https://')

/** `hf:owner/name[@revision]`, or the address of its page. @throws UserError for anything else */
export function readHubAddress(target: string): HubAddress {
  const [, found, revision = 'main'] = short.exec(target) ?? page.exec(target) ?? []
  if (found !== undefined) return { name: found, revision }
  throw new UserError(
    `"${target.slice(0, 100)}" names no data set of the Hugging Face hub`,
    'Write hf:owner/name or hf:owner/name@revision.',
  )
}

/**
 * What of a repository holds the benchmark, where it holds more: MagicBrush's test is a locked zip beside its
 * dev split, ImgEdit's pictures for training are over a terabyte.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  'osunlp/MagicBrush': ['data/dev-*.parquet', 'README.md'],
  'sysuyy/ImgEdit': ['Benchmark.tar', 'README.md'],
  'facebook/emu_edit_test_set': ['data/test-*.parquet', 'README.md'],
}

export const usualParts = ({ name: repo }: HubAddress): readonly string[] => parts[repo] ?? []

import { UserError } from '#schema/user-error.ts'

/** A data set on the Hugging Face hub, at a branch, tag or commit. */
export interface HubAddress {
  name: string
  revision: string
}

const name = '[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*'
const short = new RegExp(`^hf:(?:datasets/)?(${name})(?:@([\\w./-]+))?$`)
const page = new RegExp(`^https://huggingface\\.co/datasets/(${name})(?:/tree/([\\w./-]+))?/?$`)

/** The hub's own conversion, where the data set itself is in Arrow files. */
export const parquetBranch = 'refs/convert/parquet'

const usualRevisions: Readonly<Record<string, string>> = {
  'stepfun-ai/GEdit-Bench': parquetBranch,
}

export const looksLikeHub = (target: string): boolean =>
  target.startsWith('hf:') || target.startsWith('https://')

/**
 * `hf:owner/name[@revision]`, or the address of its page; its revision may be `asked` for apart.
 * @throws UserError for anything else, and for two revisions
 */
export function readHubAddress(target: string, asked?: string): HubAddress {
  const [, found, named] = short.exec(target) ?? page.exec(target) ?? []
  if (found === undefined)
    throw new UserError(
      `"${target.slice(0, 100)}" names no data set of the Hugging Face hub`,
      'Write hf:owner/name or hf:owner/name@revision.',
    )
  if (named !== undefined && asked !== undefined && named !== asked)
    throw new UserError(`two revisions of ${found} are named`, 'Leave out --revision.')
  return { name: found, revision: named ?? asked ?? usualRevisions[found] ?? 'main' }
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

import { resolve } from 'node:path'
import { agreement } from '../vote-files.ts'
import type { AgreementFlags } from './commands/agreement.ts'
import type { Io } from './io.ts'
import { printAgreement } from './print-agreement.ts'

/** The command `agreement`. */
export async function runAgreement(io: Io, flags: AgreementFlags): Promise<void> {
  const { agreementOfFile } = await agreement()
  const { unit, rater, value, from, key } = flags
  const document = await agreementOfFile({
    file: resolve(io.cwd, flags.file),
    level: flags.level,
    confidence: 0.95,
    seed: flags.seed,
    ...(unit === undefined ? {} : { unit }),
    ...(rater === undefined ? {} : { rater }),
    ...(value === undefined ? {} : { value }),
    ...(from === undefined ? {} : { from }),
    ...(key === undefined ? {} : { key: resolve(io.cwd, key) }),
  })
  io.out(flags.json ? JSON.stringify(document) : printAgreement(document))
}

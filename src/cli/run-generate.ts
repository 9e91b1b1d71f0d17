import type { GenerateAnswer } from '../pipeline.ts'
import { generateOnce, type GenerateRequest } from '../generate.ts'
import { findWorkspace, openProject, systemClock } from '../pipeline.ts'
import type { Io } from './io.ts'

const describe = (answer: GenerateAnswer): string => {
  if (!answer.image) {
    const { message = '', retryAfterMs } = answer.error ?? {}
    const wait = retryAfterMs === undefined ? '' : `; ask again in ${retryAfterMs / 1000} s`
    return `${answer.outcome}: ${message}${wait}`
  }
  const { file, width, height } = answer.image
  return `${file} (${width} x ${height}) in ${Math.round(answer.phases.totalMs)} ms`
}

export async function runGenerate(
  io: Io,
  request: GenerateRequest,
  json: boolean,
): Promise<number> {
  const workspaceDir = findWorkspace({ cwd: io.cwd, env: io.env })
  const project = openProject({
    cwd: io.cwd,
    workspaceDir,
    clock: systemClock,
    env: io.env,
  })
  const abort = new AbortController()
  const unlisten = io.onInterrupt(() => abort.abort())
  try {
    const answer = await generateOnce(project, request, abort.signal, io.err)
    if (json) io.out(JSON.stringify(answer))
    else {
      io.out(describe(answer))
      for (const { message } of answer.warnings) io.err(`warning: ${message}`)
    }
    return answer.image ? 0 : 3
  } finally {
    unlisten()
  }
}

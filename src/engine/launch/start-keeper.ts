import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Herd } from './end-processes.ts'

const keeperFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './keeper.ts' : './keeper.js', import.meta.url),
)

/** Ends the herd when this process is gone, also by a kill that nothing can catch. Returns the way to let it go. */
export function startKeeper({ group, mark }: Herd): () => void {
  const keeper = spawn(process.execPath, [keeperFile, String(group), mark], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A terminal's interrupt goes to its own group.
    detached: true,
    windowsHide: true,
  })
  keeper.on('error', () => undefined)
  keeper.stdin.on('error', () => undefined)
  keeper.unref()
  if (keeper.stdin instanceof Socket) keeper.stdin.unref()
  return () => keeper.kill('SIGKILL')
}

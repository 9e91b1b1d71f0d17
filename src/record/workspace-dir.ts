import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const folderName = '.kontextbench'

/** The workspace: `--workspace`, else KONTEXTBENCH_HOME, else the nearest `.kontextbench/` upward, else one here. */
export function findWorkspace(options: {
  cwd: string
  env: Record<string, string | undefined>
  flag?: string
}): string {
  const { cwd, env, flag } = options
  if (flag !== undefined) return resolve(cwd, flag)
  const home = env['KONTEXTBENCH_HOME']
  if (home) return resolve(cwd, home)
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const candidate = join(folder, folderName)
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return join(resolve(cwd), folderName)
  }
}

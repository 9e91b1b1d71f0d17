import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Clock } from './schema/clock.ts'

/** Where things are looked for and kept. Built-in folders come after the project's own. */
export interface Project {
  cwd: string
  workspaceDir: string
  benchFolders: string[]
  taskFolders: string[]
  dataSetFolders: string[]
  reportsDir: string
  version: string
  packages: Record<string, string>
  clock: Clock
  /** Which keys are set. Their values are read where calls are made. */
  env: Readonly<Record<string, string | undefined>>
}

/** The repository root from sources, `dist/` once built: both hold tasks/, datasets/ and bench/. */
const builtInRoot = fileURLToPath(new URL('../', import.meta.url))

const PackageJson = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
})

function readPackage(): z.infer<typeof PackageJson> {
  const here = join(builtInRoot, 'package.json')
  const file = existsSync(here) ? here : join(builtInRoot, '..', 'package.json')
  return PackageJson.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Packages whose version can change a pixel or a number. */
const decisive = ['sharp', '@napi-rs/canvas', 'zod', '@vitest/runner']

const foldersNamed = (cwd: string, name: string): string[] => [
  ...new Set([join(cwd, name), join(builtInRoot, name)]),
]

export function openProject(
  options: Pick<Project, 'cwd' | 'workspaceDir' | 'clock'> & Partial<Pick<Project, 'env'>>,
): Project {
  const { version, dependencies = {} } = readPackage()
  return {
    env: process.env,
    ...options,
    benchFolders: foldersNamed(options.cwd, 'bench'),
    taskFolders: foldersNamed(options.cwd, 'tasks'),
    dataSetFolders: foldersNamed(options.cwd, 'datasets'),
    reportsDir: join(options.cwd, 'reports'),
    version,
    packages: Object.fromEntries(
      decisive.flatMap((name) => (dependencies[name] ? [[name, dependencies[name]]] : [])),
    ),
  }
}

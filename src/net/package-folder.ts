import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { MissingPackageError } from '#schema/missing-package-error.ts'

/** An optional package as it lies here. */
export interface PackageFolder {
  name: string
  version: string
  folder: string
  /** What the package exports, as a whole or under a path (`2x`); parsed by the caller. */
  load: (path?: string) => unknown
}

const Manifest = z.object({ name: z.string(), version: z.string() })

function ownerOf(file: string, name: string): { folder: string; version: string } | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    if (!existsSync(path)) continue
    const read = Manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (read.success && read.data.name === name) return { folder, version: read.data.version }
  }
  return undefined
}

/**
 * Finds an optional package: beside this one, else in the project one stands in, where
 * `npm install` puts it when KontextBench itself is installed for the whole machine.
 * @throws MissingPackageError when it is in neither place
 */
export function findPackage(name: string, purpose: string): PackageFolder {
  const places = [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]
  for (const place of places) {
    const require = createRequire(place)
    let entry: string
    try {
      entry = require.resolve(name)
    } catch {
      continue
    }
    const owner = ownerOf(entry, name)
    if (!owner) continue
    return {
      name,
      ...owner,
      load: (path) => require(path === undefined ? name : `${name}/${path}`) as unknown,
    }
  }
  throw new MissingPackageError(name, purpose)
}

/** The version of a package as it lies here, without loading it; undefined where it is absent. */
export function installedVersion(name: string): string | undefined {
  try {
    return findPackage(name, name).version
  } catch {
    return undefined
  }
}

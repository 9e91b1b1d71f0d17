import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import {
  buildDataSet,
  findSource,
  findWorkspace,
  dataSetTools,
  loadDataSet,
  openProject,
  systemClock,
  type Project,
} from '../pipeline.ts'
import { calmHeap } from './calm-heap.ts'
import type { DataSetsFlags } from './commands/datasets.ts'
import type { Io } from './io.ts'
import { createProgress } from './progress.ts'

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : []

const target = (flags: DataSetsFlags, what: string): string => {
  if (flags.target !== undefined) return flags.target
  throw new UserError(
    `no ${what} was named`,
    `Write: kontextbench datasets ${flags.action} ${what.toUpperCase()}`,
  )
}

interface Listed {
  id: string
  title: string
  licence: string
  cases: number
  state: 'ready' | 'made when needed'
}

async function describe(
  id: string,
  project: Project,
  builtDir: string,
): Promise<Listed | undefined> {
  const source = await findSource(id, project.dataSetFolders)
  const isKept = existsSync(join(builtDir, id, 'manifest.json'))
  const state = isKept ? 'ready' : 'made when needed'
  if (source)
    return { id, title: source.title, licence: source.licence, cases: source.cases().length, state }
  if (!isKept) return undefined
  const { title, licence, cases } = (await loadDataSet(join(builtDir, id))).manifest
  return { id, title, licence, cases, state }
}

async function list(
  io: Io,
  flags: DataSetsFlags,
  project: Project,
  builtDir: string,
): Promise<number> {
  const ids = new Set([...project.dataSetFolders, builtDir].flatMap(foldersIn))
  const rows: Listed[] = []
  for (const id of ids) {
    const row = await describe(id, project, builtDir)
    if (row) rows.push(row)
  }
  if (flags.json) io.out(JSON.stringify(rows))
  else
    for (const row of rows)
      io.out(
        `${row.id.padEnd(22)} ${String(row.cases).padStart(5)} cases  ${row.state.padEnd(17)} ${row.licence}  ${row.title}`,
      )
  return 0
}

async function build(
  io: Io,
  flags: DataSetsFlags,
  project: Project,
  builtDir: string,
): Promise<number> {
  const id = target(flags, 'id')
  const source = await findSource(id, project.dataSetFolders)
  if (!source)
    throw new UserError(
      `"${id}" is not made from a source`,
      'List data sets with: kontextbench datasets list',
    )
  const progress = createProgress(io)
  const { manifest, dir } = await buildDataSet({
    source,
    into: builtDir,
    onProgress: (done, total) => progress.stage('data', done, total, id),
  })
  progress.end()
  io.out(
    flags.json ? JSON.stringify({ ...manifest, dir }) : `${id}: ${manifest.cases} cases in ${dir}`,
  )
  return 0
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

const given = <K extends string, V>(entries: Record<K, V | undefined>): Partial<Record<K, V>> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Partial<
    Record<K, V>
  >

async function importAny(io: Io, flags: DataSetsFlags, project: Project, builtDir: string) {
  const what = target(flags, 'folder')
  calmHeap()
  const { importDataSet, importFromHub, looksLikeHub, readTaskMap } = await dataSetTools()
  const progress = createProgress(io)
  const { id, format, include, source, revision, licence } = flags
  const map = flags['task-map']
  const options = {
    into: builtDir,
    strict: flags.strict,
    reserved: project.dataSetFolders.flatMap(foldersIn),
    ...given({ id, format }),
    ...(map === undefined ? {} : { taskMap: await readTaskMap(resolve(io.cwd, map)) }),
    onProgress: (done: number) => progress.stage('data', done, undefined),
  }
  try {
    if (!looksLikeHub(what)) {
      const origin = given({ source, revision, licence })
      return await importDataSet({ ...options, folder: resolve(io.cwd, what), origin })
    }
    const maxGb = flags['max-gb']
    return await importFromHub({
      ...options,
      target: what,
      ...given({ revision, licence, accessToken: io.env['HF_TOKEN'] }),
      ...given({ hubUrl: io.env['HF_ENDPOINT']?.replace(/\/+$/, '') }),
      ...(include === undefined ? {} : { include }),
      ...(maxGb === undefined ? {} : { maxBytes: maxGb * 1e9 }),
      onFetch: (done, total) =>
        progress.stage('fetch', Math.floor(done / 1e6), Math.ceil(total / 1e6), 'MB'),
    })
  } finally {
    progress.end()
  }
}

async function importData(
  io: Io,
  flags: DataSetsFlags,
  project: Project,
  builtDir: string,
): Promise<number> {
  const { manifest } = await importAny(io, flags, project, builtDir)
  if (flags.json) io.out(JSON.stringify(manifest))
  else {
    io.out(
      `${manifest.id}: ${counted(manifest.cases, 'case')} kept, ${counted(manifest.refused.length, 'row')} refused`,
    )
    for (const row of manifest.refused) {
      io.err(
        `  ${row.file}${row.line === undefined ? '' : `:${row.line}`}${row.field === undefined ? '' : ` ${row.field}`}: ${row.reason}`,
      )
    }
  }
  return 0
}

async function check(io: Io, flags: DataSetsFlags, builtDir: string): Promise<number> {
  const dir = join(builtDir, target(flags, 'id'))
  if (!existsSync(join(dir, 'manifest.json'))) {
    throw new UserError(`there is no data set in ${dir}`, 'Build or import it first.')
  }
  const { checkDataSet } = await dataSetTools()
  const problems = await checkDataSet(dir)
  if (flags.json) io.out(JSON.stringify(problems))
  else {
    for (const { case: id, file, problem } of problems) io.out(`${id} ${file}: ${problem}`)
    io.out(problems.length === 0 ? 'no problem found' : counted(problems.length, 'problem'))
  }
  return problems.length === 0 ? 0 : 1
}

/** The command `datasets`. */
export async function manageDataSets(io: Io, flags: DataSetsFlags): Promise<number> {
  const workspaceDir = findWorkspace({
    cwd: io.cwd,
    env: io.env,
    ...(flags.workspace === undefined ? {} : { flag: flags.workspace }),
  })
  const project = openProject({
    cwd: io.cwd,
    workspaceDir,
    clock: systemClock,
    env: io.env,
  })
  const builtDir = join(workspaceDir, 'datasets')
  switch (flags.action) {
    case 'list':
      return list(io, flags, project, builtDir)
    case 'build':
      return build(io, flags, project, builtDir)
    case 'import':
      return importData(io, flags, project, builtDir)
    case 'check':
      return check(io, flags, builtDir)
    default:
      return flags.action satisfies never
  }
}

import { readdirSync, readFileSync } from 'node:fs'

/** One process as Linux lists it. */
export interface ProcessEntry {
  pid: number
  parent: number
  group: number
  /** In clock ticks since boot: with the pid it names a process for good, since pids are used again. */
  startedAt: string
}

/** A file of /proc, undefined where the process is gone or not ours. */
export function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return undefined
  }
}

/** Source: proc(5). The name in parentheses may hold anything, so fields count from the last one. */
function entryOf(pid: number): ProcessEntry | undefined {
  const stat = procFile(pid, 'stat')
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, parent, group] = fields ?? []
  // A zombie has ended; only its parent has not looked yet.
  if (fields === undefined || state === 'Z' || state === 'X') return undefined
  return { pid, parent: Number(parent), group: Number(group), startedAt: fields[19] ?? '' }
}

const pids = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** All living processes; none where there is no /proc. */
export const listProcesses = (): ProcessEntry[] =>
  pids().flatMap((pid) => {
    const entry = entryOf(pid)
    return entry ? [entry] : []
  })

/** The processes of a group and all that descend from them. */
export function treeOf(group: number, all: readonly ProcessEntry[]): ProcessEntry[] {
  const tree = new Map(all.filter((one) => one.group === group).map((one) => [one.pid, one]))
  for (let size = -1; size !== tree.size;) {
    size = tree.size
    for (const one of all) if (tree.has(one.parent)) tree.set(one.pid, one)
  }
  return [...tree.values()]
}

/** Processes whose environment holds the mark: children inherit it, also those that left group and parent. */
export const markedProcesses = (mark: string): number[] =>
  pids().filter((pid) => procFile(pid, 'environ')?.includes(mark))

/** A process with all that it has started, read from /proc. */
import { readdirSync, readFileSync } from 'node:fs'

const readOrEmpty = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readOrEmpty(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

/** Itself first. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Resident memory of all of them; what they share is counted once for each. */
export const memoryOfTreeMb = (pid: number): number =>
  treeOf(pid).reduce(
    (sum, one) =>
      sum + Number(/VmRSS:\s+(\d+)/.exec(readOrEmpty(`/proc/${one}/status`))?.[1] ?? 0) / 1024,
    0,
  )

const ticksPerSecond = 100

/** Time of all processors that those alive have taken, in seconds: it shows what others on the machine do not change. */
export const processorSecondsOf = (pid: number): number =>
  treeOf(pid).reduce((sum, one) => {
    // Behind the name, which may hold spaces: user and system time are fields 14 and 15.
    const fields = readOrEmpty(`/proc/${one}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
  }, 0)

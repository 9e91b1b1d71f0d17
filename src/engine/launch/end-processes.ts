import { setTimeout as delay } from 'node:timers/promises'
import { listProcesses, markedProcesses } from './process-list.ts'

export interface Herd {
  /** Process group id: the pid of the process that was started as its leader. */
  group: number
  /** Text that stands in the environment of the leader and so of all that it started. */
  mark: string
}

const lookEveryMs = 50
const killingMs = 3000

const send = (target: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(target, signal)
    return true
  } catch {
    return false
  }
}

/** Windows has no groups: there only the leader is reached. */
const targetOf = ({ group }: Herd): number => (process.platform === 'win32' ? group : -group)

/** Who is left: by /proc where there is one, else only whether the group is. */
function living(herd: Herd): { inGroup: boolean; outside: number[] } {
  const { group, mark } = herd
  if (process.platform !== 'linux') return { inGroup: send(targetOf(herd), 0), outside: [] }
  const all = listProcesses()
  const members = new Set(all.filter((one) => one.group === group).map(({ pid }) => pid))
  const outside = markedProcesses(mark).filter((pid) => !members.has(pid))
  return { inGroup: members.size > 0, outside }
}

/** Signals the group and those of its processes that left it. */
export function signalHerd(herd: Herd, signal: NodeJS.Signals): void {
  const { inGroup, outside } = living(herd)
  if (inGroup) send(targetOf(herd), signal)
  for (const pid of outside) send(pid, signal)
}

async function untilGone(herd: Herd, limitMs: number): Promise<boolean> {
  for (const until = performance.now() + limitMs; ;) {
    const { inGroup, outside } = living(herd)
    if (!inGroup && outside.length === 0) return true
    if (performance.now() >= until) return false
    await delay(lookEveryMs)
  }
}

/** Waits until all are gone, and kills those that are not by then. `killed` where it had to. */
export async function endProcesses(herd: Herd, patienceMs: number): Promise<'stopped' | 'killed'> {
  if (await untilGone(herd, patienceMs)) return 'stopped'
  signalHerd(herd, 'SIGKILL')
  await untilGone(herd, killingMs)
  return 'killed'
}

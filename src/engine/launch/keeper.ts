/**
 * Runs beside a server, in a process of its own: ends the server when the harness is gone, however that ended.
 * Standard input is a pipe that only the harness holds; its end is the harness's.
 */
import { endProcesses, signalHerd } from './end-processes.ts'

const [group = '', mark = ''] = process.argv.slice(2)
const herd = { group: Number(group), mark }
const patienceMs = 5000

process.stdin.resume()
await new Promise((resolve) => process.stdin.once('close', resolve))
signalHerd(herd, 'SIGTERM')
await endProcesses(herd, patienceMs)

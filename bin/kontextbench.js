#!/usr/bin/env node
// Plain JavaScript: a .ts bin cannot be started from node_modules. Answers --version before anything is
// loaded, finds a Node that can run the rest, and runs the sources in the repository, dist/ once packed.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as nodeModule from 'node:module'

const here = import.meta.url
const wantedMajor = 24

function version() {
  return JSON.parse(readFileSync(new URL('../package.json', here), 'utf8')).version
}

function resolveFromSources(specifier) {
  if (specifier.startsWith('#')) return new URL(`../src/${specifier.slice(1)}`, here).href
  if (specifier === 'kontextbench') return new URL('../src/index.ts', here).href
  return undefined
}

async function start() {
  nodeModule.enableCompileCache?.()
  const sources = new URL('../src/cli/main.ts', here)
  if (!existsSync(sources)) {
    await import(new URL('../dist/src/cli/main.js', here).href)
    return
  }
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      next(resolveFromSources(specifier) ?? specifier, context),
  })
  await import(sources.href)
}

async function startUnder(node) {
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [new URL(here).pathname, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  // The terminal sends SIGINT to the whole group; this process only waits for the child's decision.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

function pinnedNode() {
  try {
    return createRequire(here).resolve('node/bin/node')
  } catch {
    return undefined
  }
}

if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2])) {
  console.log(version())
} else if (Number.parseInt(process.versions.node, 10) >= wantedMajor) {
  await start()
} else {
  const node = pinnedNode()
  if (node) await startUnder(node)
  else {
    console.error(
      `kontextbench needs Node ${wantedMajor} or newer; this is ${process.version}. Add it with: npm install -D node@${wantedMajor}`,
    )
    process.exitCode = 2
  }
}

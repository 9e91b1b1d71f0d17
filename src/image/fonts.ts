import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256 } from '#digest/sha256.ts'

const require = createRequire(import.meta.url)
const dejavu = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const notoRoot = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))

/** Font files that every machine has after npm ci, by what they serve. */
export const fontFiles = {
  sans: join(dejavu, 'DejaVuSans.ttf'),
  sansBold: join(dejavu, 'DejaVuSans-Bold.ttf'),
  han: join(notoRoot, '400Regular', 'NotoSansSC_400Regular.ttf'),
  hanBold: join(notoRoot, '700Bold', 'NotoSansSC_700Bold.ttf'),
} as const

const hanFolders = ['400Regular', '700Bold', '900Black'].map((weight) => join(notoRoot, weight))

const fontconfig = (cacheDir: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${[dejavu, ...hanFolders].map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${cacheDir}</cachedir>
</fontconfig>
`

/**
 * Points fontconfig at the bundled fonts only, so that text is the same on every machine. Must run
 * before the first text of the process; running it again changes nothing.
 */
export function setUpFonts(): void {
  const folder = join(tmpdir(), `kontextbench-fonts-${sha256(dejavu + notoRoot).slice(0, 12)}`)
  const file = join(folder, 'fonts.conf')
  if (process.env['FONTCONFIG_FILE'] === file) return
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, fontconfig(join(folder, 'cache')))
  process.env['FONTCONFIG_FILE'] = file
}

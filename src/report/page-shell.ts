import { escapeXml } from '#image/svg.ts'

/** The page's own scripts, in the order in which they build on each other. */
export const pageScripts = [
  'words.js',
  'kit.js',
  'latency.js',
  'tables.js',
  'gallery.js',
  'load.js',
  'ratings.js',
  'judges.js',
  'report.js',
]

/** The page before its script fills it. The policy lets nothing in from outside; all text arrives as data. */
export const pageShell = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'">
<title>${escapeXml(title)}</title>
<link rel="stylesheet" href="assets/report.css">
</head>
<body>
<main id="report"></main>
<script src="assets/chart.js"></script>
<script src="assets/whiskers.js"></script>
<script src="assets/data.js"></script>
${pageScripts.map((name) => `<script src="assets/${name}"></script>`).join('\n')}
</body>
</html>
`

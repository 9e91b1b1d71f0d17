export interface TableOptions {
  colour: boolean
  width: number
}

const pad = (columns: readonly string[], widths: readonly number[]): string =>
  columns
    .map((text, index) => text.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd()

/** Lines of one table; too wide for the terminal, it is cut into several with the model's name on each. */
export function tableLines(
  header: readonly string[],
  rows: readonly { cells: string[]; dim: boolean }[],
  options: TableOptions,
): string[] {
  const widths = header.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row.cells[index]?.length ?? 0)),
  )
  const lines: string[] = []
  let from = 1
  while (from < header.length) {
    let to = from
    let used = widths[0] ?? 0
    while (to < header.length && used + 2 + (widths[to] ?? 0) <= Math.max(60, options.width))
      used += 2 + (widths[to++] ?? 0)
    if (to === from) to += 1
    const part = (cells: readonly string[]): string =>
      pad([cells[0] ?? '', ...cells.slice(from, to)], [widths[0] ?? 0, ...widths.slice(from, to)])
    lines.push('', options.colour ? `\u001b[1m${part(header)}\u001b[0m` : part(header))
    for (const { cells, dim } of rows)
      lines.push(dim && options.colour ? `\u001b[2m${part(cells)}\u001b[0m` : part(cells))
    from = to
  }
  return lines
}

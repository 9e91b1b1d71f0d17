/** Three significant digits, plain notation; an absent number is a dash, never 0. */
export function formatNumber(value: number | null): string {
  if (value === null) return '–'
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 6))
}

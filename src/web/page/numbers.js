/** Three significant digits, plain; what is not known is a dash, never 0. */
export function number(value) {
  if (value === null || value === undefined) return '–'
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 6))
}

export const whole = (value) =>
  value === null || value === undefined ? '–' : String(Math.round(value))

export const percent = (value) =>
  value === null || value === undefined ? '–' : `${number(value * 100)} %`

/** Both ends in the same form; a dash where there is no interval. */
export const between = ({ low, high }, form = number) =>
  low === null || high === null || low === undefined ? '–' : `${form(low)} – ${form(high)}`

/** The colours of the report (Okabe and Ito 2008): told apart by colour-blind readers. */
export const colours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#8c6bb1',
  '#6b6b6b',
]

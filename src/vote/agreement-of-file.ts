import { UserError, type Place } from '#schema/user-error.ts'
import type { MeasurementLevel } from '#stats/krippendorff.ts'
import type { AgreementDocument } from './agreement-document.ts'
import { raterAgreement, RatingSheet, type AgreementOptions } from './rater-agreement.ts'
import { columnsOfTable, readTable } from './read-table.ts'
import { readVotes } from './read-votes.ts'
import { VoteSheet } from './vote-agreement.ts'
import type { VoteFormatName } from './vote-format.ts'

export interface AgreementFileOptions extends AgreementOptions {
  file: string
  /** Columns of a table of ratings; a file of votes needs none. */
  unit?: string
  rater?: string
  value?: string
  from?: VoteFormatName
  key?: string
}

const usual = { unit: 'unit', rater: 'rater', value: 'value' } as const

const named = (cell: unknown): string | undefined =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell)
    : undefined

/** Categories become numbers in order of first sight; other levels must be numbers. */
function valueReader(level: MeasurementLevel, field: string) {
  const codes = new Map<string, number>()
  return (cell: unknown, place: Place): number => {
    const text = named(cell)
    if (text === undefined)
      throw new UserError('not a value', 'Correct this row.', { ...place, field })
    if (level === 'nominal') {
      const code = codes.get(text) ?? codes.size + 1
      codes.set(structuredClone(text), code)
      return code
    }
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(number))
      throw new UserError('not a number', `--level ${level} needs numbers.`, { ...place, field })
    if (level === 'ratio' && number < 0)
      throw new UserError('below 0', '--level ratio needs numbers from 0 on.', { ...place, field })
    return number
  }
}

async function sheetOf(
  file: string,
  columns: { unit: string; rater: string; value: string },
  level: MeasurementLevel,
): Promise<RatingSheet> {
  const sheet = new RatingSheet()
  const numberOf = valueReader(level, columns.value)
  const wanted = [columns.unit, columns.rater, columns.value]
  await readTable(file, {
    columns: (names) => {
      const missing = wanted.find((name) => !names.includes(name))
      if (missing !== undefined)
        throw new UserError(
          `there is no column "${missing}"`,
          `Name columns with --unit, --rater and --value; the file has ${names.join(', ')}.`,
          { file },
        )
      return wanted
    },
    row: ([unit, rater, value], line) => {
      const place = { file, line }
      // No rating of this unit by this rater: not a mistake.
      if (value === undefined) return
      const [ofUnit, ofRater] = [named(unit), named(rater)]
      if (ofUnit === undefined || ofRater === undefined)
        throw new UserError('missing', 'Correct this row.', {
          ...place,
          field: ofUnit === undefined ? columns.unit : columns.rater,
        })
      sheet.add(structuredClone(ofUnit), structuredClone(ofRater), numberOf(value, place))
    },
  })
  if (sheet.units.size === 0)
    throw new UserError('the file holds no rating', 'Give a file with at least one.', { file })
  return sheet
}

/** Is it a table of units, raters and values, by what was asked or by its columns? */
async function isRatingTable(options: AgreementFileOptions): Promise<boolean> {
  if (options.from !== undefined || options.key !== undefined) return false
  if ([options.unit, options.rater, options.value].some((name) => name !== undefined)) return true
  const names = await columnsOfTable(options.file)
  return Object.values(usual).every((name) => names.includes(name))
}

/** Agreement of raters in a table, or of voters in a file of votes. @throws UserError for a wrong row. */
export async function agreementOfFile(options: AgreementFileOptions): Promise<AgreementDocument> {
  const { file, level, from, key } = options
  if (await isRatingTable(options)) {
    const columns = {
      unit: options.unit ?? usual.unit,
      rater: options.rater ?? usual.rater,
      value: options.value ?? usual.value,
    }
    const sheet = await sheetOf(file, columns, level)
    return { level, columns, ...raterAgreement(sheet, options, false) }
  }
  if (level === 'ratio')
    throw new UserError(
      'votes are no numbers from 0 on',
      'Use --level nominal, ordinal or interval.',
      { file },
    )
  const sheet = new VoteSheet()
  let votes = 0
  await readVotes(file, {
    ...(from === undefined ? {} : { from }),
    ...(key === undefined ? {} : { key }),
    withRepeats: true,
    onBallot: (ballot, place) => {
      sheet.add(ballot, place)
      votes += 1
    },
  })
  if (votes === 0)
    throw new UserError('the file holds no vote', 'Give a file with at least one vote.', { file })
  return sheet.agreement(options)
}

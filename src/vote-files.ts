/** What the command line does with files of votes. Apart from the pipeline, which takes longer to load than to rate. */
export const rating = () => import('./vote/rate-file.ts')
export const agreement = () => import('./vote/agreement-of-file.ts')
export const conversion = () => import('./vote/convert-votes.ts')

export type { AgreementDocument, RaterAgreement } from './vote/agreement-document.ts'
export type { RatingDocument, Ratings, RatingsByHeading } from './vote/rating-document.ts'

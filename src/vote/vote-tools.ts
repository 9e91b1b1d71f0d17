/** What the command line does with files of votes: rate, agree, convert. */
export { agreementOfFile } from './agreement-of-file.ts'
export { convertVotes } from './convert-votes.ts'
export { rateFile } from './rate-file.ts'

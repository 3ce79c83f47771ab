export { has, isNewer, isRefusal } from './answers.ts'
export { dayOf, daysBetween } from './day.ts'
export { approachOf, type Approach } from './decision.ts'
export {
  fieldNames,
  isFieldName,
  parseField,
  readFields,
  type Field,
  type FieldName,
} from './field.ts'
export { milestoneOf, type Milestone } from './milestone.ts'
export { Consent, Declaration, Fields, Petition, type Backer } from './petition.ts'
export { fitsAnAnswer, PetitionFile, petitionFileShape } from './petition-file.ts'
export { fieldsIn, postcodeExample, postcodes, readPostcode, type Postcodes } from './postcode.ts'
export { readPetition, readReceipt, readRefusal, readTally } from './read.ts'
export { reader, type Reader } from './reader.ts'
export { Receipt } from './receipt.ts'
export { Issue, Refusal } from './refusal.ts'
export { isolated } from './isolated.ts'
export { longestLocale, Signature } from './signature.ts'
export {
  limits,
  signatureIssues,
  slugPattern,
  tidy,
  type Asked,
  type Attention,
} from './signature-issues.ts'
export { inLanguage } from './in-language.ts'
export { nextChange, startOf, statusAt, statuses, type Dates, type Status } from './status.ts'
export { comeOf, sharesOf } from './story.ts'
export { Tally } from './tally.ts'
export { parseText, type Block, type Inline } from './text.ts'
export {
  backerKinds,
  consentModes,
  consentPurposes,
  issueCodes,
  outcomes,
  refusalCodes,
  refusalStatus,
  shareNetworks,
  type IssueCode,
  type Outcome,
  type RefusalCode,
} from './words.ts'

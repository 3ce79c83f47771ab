export { fieldNames, Fields, isFieldName, parseField, type Field, type FieldName } from './field.ts'
export {
  backerKinds,
  Consent,
  consentModes,
  consentPurposes,
  Declaration,
  Petition,
  shareNetworks,
  type Backer,
} from './petition.ts'
export { PetitionFile } from './petition-file.ts'
export { outcomes, Receipt, type Outcome } from './receipt.ts'
export { readPetition, readReceipt, readRefusal, readTally } from './read.ts'
export { reader, type Reader } from './reader.ts'
export {
  isRefusal,
  Issue,
  issueCodes,
  Refusal,
  refusalCodes,
  refusalStatus,
  type IssueCode,
  type RefusalCode,
} from './refusal.ts'
export {
  limits,
  Signature,
  signatureIssues,
  slugPattern,
  tidy,
  type Asked,
  type Attention,
} from './signature.ts'
export { nextChange, startOf, statusAt, statuses, type Dates, type Status } from './status.ts'
export { isNewer, Tally } from './tally.ts'
export { parseText, type Block, type Inline } from './text.ts'

export type { UndersignedEvents, SignDetail } from './events.ts'
export { UndersignedPetition, type PetitionState } from './undersigned-petition.ts'
export { UndersignedTally } from './undersigned-tally.ts'
export { setScriptOrigin } from './default-endpoint.ts'

export {
  UndersignedPetition,
  UndersignedTally,
  type InlineConfig,
  type Messages,
  type PetitionState,
  type SignDetail,
  type UndersignedEvents,
} from './element/index.ts'
export { registerBackend, type Adapter, type BackendOptions } from './adapters/index.ts'
export type {
  Petition,
  Receipt,
  Refusal,
  RefusalCode,
  Signature,
  Status,
  Tally,
} from './schema/index.ts'

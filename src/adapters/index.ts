export type { Adapter, BackendOptions } from './adapter.ts'
export { Failure, failureOf, type FailureCode } from './errors.ts'
export { answerLimitBytes, browserWire, exchange, type Question, type Wire } from './http.ts'
export { browserPace, live, type LiveSource, type Pace } from './live.ts'
export { memory, no, yes, type MemoryAdapter, type MemoryOptions } from './memory.ts'
export {
  actionkit,
  actionNetwork,
  civicrmInlay,
  eci,
  form,
  json,
  jsonCount,
  proca,
  ukParliament,
} from './products.ts'
export { backendNames } from './backend-names.ts'
export { loadBackend, registerBackend, type MakeAdapter } from './registry.ts'
export { kit, type Kit } from './kit.ts'
export { OptionError } from './option-error.ts'
export { undersigned } from './undersigned.ts'

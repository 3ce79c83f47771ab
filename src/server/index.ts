export { agreedPart, revisionOf, type AgreedPart } from './agreed.ts'
export { createCounts, nextGoal, type Counts, type ShownTally } from './counts.ts'
export { openData, restoreData, storeFile, type Data } from './data.ts'
export { KeyringError, openKeyring, type Keyring } from './keyring.ts'
export { keysExported, noteKeysExported } from './keys-exported.ts'
export { createLog, type Log } from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export type { Parts } from './parts.ts'
export { knownLanguage } from './language.ts'
export { wordsFor, type Words } from './pages/words.ts'
export { partnerNamed, type Partner } from './partners.ts'
export {
  createPetitions,
  readPetition,
  type KnownPetition,
  type Petitions,
  type Shown,
} from './petitions.ts'
export { Refused } from './refused.ts'
export { createSeals, type Personal, type Seals } from './seal.ts'
export { createService, type Service } from './service.ts'
export {
  environmentName,
  isLoopback,
  optionNames,
  readSettings,
  SettingsError,
  type OptionName,
  type Settings,
} from './settings.ts'
export { pinnedScript } from './snippet/pinned-script.ts'
export { reserveOf, type Reserve } from './snippet/reserve.ts'
export {
  policies,
  reserveCss,
  scriptOf,
  snippetHtml,
  snippetKinds,
  type ScriptSource,
  type SnippetKind,
  type SnippetOf,
} from './snippet/snippet.ts'
export { startServer, type RunningServer } from './start.ts'
export { StoreNotOpened } from './store/not-opened.ts'
export { openSqlite } from './store/sqlite.ts'
export {
  StoreUnavailable,
  type PetitionRecord,
  type PutKind,
  type PutPetition,
  type Store,
} from './store/store.ts'

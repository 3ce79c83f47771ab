export { agreedPart, revisionOf, type AgreedPart } from './agreed.ts'
export { createCounts, nextGoal, type Counts, type ShownTally } from './counts.ts'
export { openData, restoreData, storeFile, type Data } from './data.ts'
export { KeyringError, openKeyring, type Keyring } from './keyring.ts'
export { keysExported, noteKeysExported } from './keys-exported.ts'
export { createLog, type Log } from './log.ts'
export { logoLimitBytes, logoPath, parseLogoName, readLogo, withAddresses } from './logo.ts'
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
  type NewLogo,
  type PetitionRecord,
  type PutKind,
  type PutPetition,
  type Store,
} from './store/store.ts'

// What the relay is built from too: the same walls around the same kind of request. Internal, so that the types of the
// package stay without those of Hono.
/** @internal */
export { canonicalJson } from './canonical-json.ts'
/** @internal */
export { checkSignature, readSignature } from './check.ts'
/** @internal */
export { readJson } from './guards/body.ts'
/** @internal */
export { embedRefusal } from './guards/origin.ts'
/** @internal */
export { statusRefusal } from './guards/status.ts'
/** @internal */
export * as headers from './headers.ts'
/** @internal */
export { healthResponse, readyResponse } from './health.ts'
/** @internal */
export { idempotencyKey } from './idempotency.ts'
/** @internal */
export { kindOf } from './log.ts'
/** @internal */
export { listen } from './node.ts'
/** @internal */
export { notFoundAt } from './not-found.ts'
/** @internal */
export { problemResponse, refusalOf } from './problem.ts'
/** @internal */
export { createRandomPool } from './random-pool.ts'
/** @internal */
export { localUrl } from './settings.ts'
/** @internal */
export { takeLock } from './store/lock.ts'
/** @internal */
export { prepareCheckpoints } from './store/sqlite/checkpoint.ts'
/** @internal */
export { connect } from './store/sqlite/connection.ts'
/** @internal */
export { faultOf } from './store/sqlite/fault.ts'
/** @internal */
export { conditional } from './tally.ts'

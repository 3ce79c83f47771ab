/** Why a store did not open; the message says what to do. */
export type NotOpenedCode =
  /** There is no store, or an empty file, where one was expected. */
  | 'no-store'
  /** A store is there already and would have been overwritten. */
  | 'exists'
  /** The file is no store of ours, or it is damaged. */
  | 'unreadable'
  /** Written by a newer version of the code. */
  | 'newer-schema'
  /** Sealed with keys of another keyring. */
  | 'wrong-keyring'
  /** A connection does not have the settings that make an answer durable. */
  | 'settings'
  /** The data folder cannot be made. */
  | 'no-folder'
  /** Another process serves from this data folder. */
  | 'locked'

/** A store that must not be used as it is: nothing was changed. */
export class StoreNotOpened extends Error {
  override readonly name = 'StoreNotOpened'
  readonly code: NotOpenedCode
  constructor(code: NotOpenedCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

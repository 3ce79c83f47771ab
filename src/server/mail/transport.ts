import type { Letter } from './compose.ts'

/** How mail leaves: a relay by SMTP, or a folder on this machine. */
export interface Transport {
  /**
   * Resolves once the mail is in other hands. Rejects with {@link MailRefused} when it will never be taken; any
   * other rejection means that it may be tried again, and may have been taken.
   */
  send(letter: Letter): Promise<void>
  /** Whether an address may have a local part beyond ASCII. False until the relay has said so. */
  acceptsUtf8(): boolean
  close(): Promise<void>
}

/** The relay's lasting no (a reply code from 500) to this recipient or this message. Its words may name people, so they are left out. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  readonly replyCode: number
  constructor(replyCode: number) {
    super(`The relay refused the mail for good (${replyCode})`)
    this.replyCode = replyCode
  }
}

/** A failure on the way to the relay or within it; only the code is told, since the text may hold an address. */
export class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken'
  readonly code: string
  constructor(code: string) {
    super(`The relay did not take the mail (${code})`)
    this.code = code
  }
}

import { createHash } from 'node:crypto'
import addressparser from 'nodemailer/lib/addressparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { envelopeAddress, isAddress } from './address.ts'
import type { Message } from './message.ts'
import { htmlPart } from './message-html.ts'
import { textPart } from './message-text.ts'

/** A mail as it leaves: who hands it to whom, and its bytes. */
export interface Letter {
  messageId: string
  from: string
  to: string
  at: number
  raw: Buffer
}

export interface Posting {
  message: Message
  /** An address, with a name before it if wanted: `Petitions <petition@example.org>`. */
  from: string
  /** As the signer typed it; {@link canMail} has let it through. */
  to: string
  /** The attempt's id: the same attempt always gives the same Message-ID, so a mail sent twice can be told. */
  id: Uint8Array
  at: number
}

/** Puts the mail into MIME. Whatever the sender's address is, a header holds one line. */
export async function compose({ message, from, to, id, at }: Posting): Promise<Letter> {
  const sender = addressOf(from)
  const recipient = envelopeAddress(to)
  const messageId = messageIdOf(id, sender)
  const raw = await new MailComposer({
    messageId,
    from,
    to: { name: '', address: recipient },
    date: new Date(at),
    subject: message.subject,
    text: textPart(message),
    html: htmlPart(message),
    headers: {
      // RFC 3834: no vacation notice answers it. The second is the same for Exchange.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.lang,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
  return { messageId, from: sender, to: recipient, at, raw }
}

/** `a@b` of `Name <a@b>` or of itself. */
export function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1]?.trim() ?? from.trim()
}

/** Whether mail can come from there: header and envelope, which are read apart, name the same one address. */
export function isSender(from: string): boolean {
  const address = addressOf(from)
  const [named, ...others] = addressparser(from)
  return (
    isAddress(address, true) &&
    named !== undefined &&
    'address' in named &&
    named.address === address &&
    others.length === 0
  )
}

// The id itself stays inside: a header is read by every relay on the way, and the receipt holds the id.
function messageIdOf(id: Uint8Array, sender: string): string {
  const digest = createHash('sha256')
    .update('undersigned/message-id\0')
    .update(id)
    .digest('hex')
    .slice(0, 32)
  return `<${digest}@${sender.slice(sender.lastIndexOf('@') + 1)}>`
}

import { asciiDomain } from '../domain.ts'

// RFC 5322 dot-atom, and RFC 6532 for what lies beyond ASCII. Quoted local parts are left out on purpose: nobody
// signs with one, and their quotes, commas and brackets are what header injection is made of.
const localPart =
  /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u
const forbidden = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/**
 * Whether a mail can be addressed there, with nothing in the address that a header or an SMTP command could
 * misread. An address that fails is refused as `format` when it is signed with, so that nobody waits for a mail
 * that cannot leave.
 * @param utf8 whether the relay takes a local part beyond ASCII (SMTPUTF8, RFC 6531)
 */
export function canMail(email: string, utf8: boolean): boolean {
  return (
    isAddress(email, utf8) && asciiDomain(email.slice(email.lastIndexOf('@') + 1)).includes('.')
  )
}

/** The same for an address that may be of this machine or its network, as that of a sender: without a dot. */
export function isAddress(email: string, utf8: boolean): boolean {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  return (
    at > 0 &&
    !forbidden.test(email) &&
    localPart.test(local) &&
    (utf8 || isAscii(local)) &&
    Buffer.byteLength(local) <= 64 &&
    isDomain(asciiDomain(email.slice(at + 1)))
  )
}

/** The address as it goes into an envelope: the local part as typed, the domain as an A-label (RFC 5891). */
export function envelopeAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at)}@${asciiDomain(email.slice(at + 1))}`
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
  return /^[\u0000-\u007f]*$/.test(text)
}

function isDomain(ascii: string): boolean {
  return (
    ascii.length <= 253 &&
    // A number is an address of a machine, not a domain that takes mail.
    !/\.\d+$/.test(ascii) &&
    ascii.split('.').every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label))
  )
}

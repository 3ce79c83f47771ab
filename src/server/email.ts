import { asciiDomain } from './domain.ts'
import { providers } from './email-providers.ts'

/** The version of these rules; part of a petition's signer scheme, so a change makes a new one. */
export const canonicalisation = 1

/**
 * The one spelling under which a person counts: NFC, the domain as an IDNA A-label in lower case, the provider's own
 * rules. The part before the @ is folded to lower case everywhere: RFC 5321 leaves its case to the receiving domain,
 * but telephones write a capital unasked, and that must not count a person twice. For counting only; mail goes to the
 * address as typed.
 */
export function canonicalEmail(email: string): string {
  const address = email.normalize('NFC').trim()
  const at = address.lastIndexOf('@')
  if (at < 1) return address
  let local = address.slice(0, at).toLowerCase()
  const domain = canonicalDomain(address.slice(at + 1))

  const rules = Object.hasOwn(providers, domain) ? providers[domain] : undefined
  if (!rules) return `${local}@${domain}`
  const label = rules.labelAfter ? local.indexOf(rules.labelAfter) : -1
  if (label > 0) local = local.slice(0, label)
  if (rules.dotsIgnored) local = local.replaceAll('.', '') || local
  return `${local}@${rules.sameAs ?? domain}`
}

function canonicalDomain(typed: string): string {
  const domain = typed.endsWith('.') ? typed.slice(0, -1) : typed
  return asciiDomain(domain) || domain.toLowerCase()
}

import { domainToASCII } from 'node:url'

// Small letters, digits and single hyphens, the last label without digits: nothing that IDNA maps or refuses, no A-label
// (two hyphens), no IPv4 address. Nearly every address has such a domain.
const plainDomain = /^(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]+$/

/** A domain as IDNA writes it in ASCII (UTS #46, as WHATWG URL asks for it); empty when it cannot be one. */
export function asciiDomain(domain: string): string {
  return plainDomain.test(domain) ? domain : domainToASCII(domain)
}

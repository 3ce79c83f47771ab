/** An address from a document, if it is one that a link may lead to: `https:`, `http:` or `mailto:`; never script. */
export function linkTo(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  return /^(https?|mailto):$/.test(new URL(address).protocol) ? address : undefined
}

/** The address to write to someone, when a contact is a mail address or a page. */
export function linkToContact(contact: string): string | undefined {
  return /^[^\s@:/?]+@[^\s@:/?]+$/.test(contact) ? `mailto:${contact}` : linkTo(contact)
}

import { html, nothing } from 'lit/html.js'

/** A link to an address from a document, when it is one that a link may lead to (`http:` on this machine alone); else the bare content. */
export function linkView(address: string | undefined, content: unknown): unknown {
  const scheme = /^(https(?=:)|mailto(?=:)|http(?=:\/\/(localhost|127\.)))/i.exec(
    address ?? '',
  )?.[1]
  if (!scheme) return content
  const target = scheme === 'mailto' ? nothing : '_blank'
  return html`<a href=${address} target=${target} rel="noopener">${content}</a>`
}

/** How to write to someone: a contact is a mail address or a page. */
export function contactView(contact: string): unknown {
  const isMail = /^[^\s@:/?]+@[^\s@:/?]+$/.test(contact)
  return linkView(isMail ? `mailto:${contact}` : contact, contact)
}

import { html, type Html, type Part } from './html.ts'
import type { Words } from './words.ts'

/** A link to an address of a petition; only the words where it is none that a link may lead to. */
export function link(address: string | undefined, content: Part): Part {
  return /^(https?|mailto):/i.test(address ?? '')
    ? html`<a href="${address}">${content}</a>`
    : content
}

/** How to write to someone: a contact is a mail address or a page. */
export function contactLink(contact: string): Html {
  const isMail = /^[^\s@:/?]+@[^\s@:/?]+$/.test(contact)
  return html`<bdi>${link(isMail ? `mailto:${contact}` : contact, contact)}</bdi>`
}

/** For links beside a form that is being filled in: what was typed stays where it is. */
export function linkInNewTab(address: string, content: string, { say }: Words): Html {
  return html`<a href="${address}" target="_blank" rel="noopener"
    >${content}<span class="hidden"> ${say('newTab')}</span></a
  >`
}

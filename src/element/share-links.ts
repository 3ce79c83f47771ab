import type { Petition } from '../schema/index.ts'

/** A way to share, by the petition's word for it. */
export type Network = NonNullable<Petition['share']>['networks'][number]

/** What is shared. Nothing in it is about the person. */
export interface Shared {
  title: string
  text: string
  url: string
}

/**
 * Every way in the order in which they are offered where the petition chooses none. Written out here too, since the
 * contract's own list is in the script, which parts that are loaded later must not import; a test compares them.
 */
export const allNetworks: readonly Network[] = [
  'native',
  'copy',
  'whatsapp',
  'email',
  'facebook',
  'x',
  'bluesky',
  'mastodon',
  'linkedin',
  'telegram',
]

/** The names of the ways that are pages of somebody else; the same in every language. */
export const networkNames: { readonly [network in Network]?: string } = {
  whatsapp: 'WhatsApp',
  facebook: 'Facebook',
  x: 'X',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  linkedin: 'LinkedIn',
  telegram: 'Telegram',
}

/** Where a way to share leads to; undefined for those that are no link. */
export function shareLink(network: Network, { title, text, url }: Shared): string | undefined {
  const [address, both, said, name] = [url, `${text}\n${url}`, text, title].map((part) =>
    // Half of a character, as cut texts have, goes into no address.
    encodeURIComponent(part.replace(/\p{Cs}/gu, '')),
  )
  switch (network) {
    case 'whatsapp':
      return `https://wa.me/?text=${both}`
    case 'email':
      return `mailto:?subject=${name}&body=${both}`
    // Facebook and LinkedIn read the title from the page itself, and take no text.
    case 'facebook':
      return `https://www.facebook.com/sharer/sharer.php?u=${address}`
    case 'x':
      return `https://x.com/intent/post?text=${said}&url=${address}`
    case 'bluesky':
      return `https://bsky.app/intent/compose?text=${both}`
    // Mastodon's own page, which asks for the person's server; behind the # it stays in the browser.
    case 'mastodon':
      return `https://share.joinmastodon.org/#text=${both}`
    case 'linkedin':
      return `https://www.linkedin.com/sharing/share-offsite/?url=${address}`
    case 'telegram':
      return `https://t.me/share/url?url=${address}&text=${said}`
    default:
      return undefined
  }
}

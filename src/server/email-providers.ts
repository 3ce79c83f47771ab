/** How a mail provider reads the part before the @ of its own addresses. */
export interface ProviderRules {
  /** What comes after the first of these is a label of the owner's. */
  labelAfter?: '+' | '-'
  /** Dots make no difference. */
  dotsIgnored?: boolean
  /** Another domain under which the same mailbox is reached. */
  sameAs?: string
}

/**
 * Providers whose mailboxes have many spellings, by domain. Only what the provider itself documents: a wrong rule
 * would let one person take the place of another, a missing one only lets a person count under a second spelling.
 *
 * - Gmail: https://support.google.com/mail/answer/7436150 (dots), https://support.google.com/mail/answer/22370 (plus);
 *   googlemail.com names the same mailboxes. Other domains hosted by Google keep their dots.
 * - Outlook.com: https://support.microsoft.com/office/459b1989-356d-40fa-a689-8f285b13f1f2 (plus)
 * - iCloud: https://support.apple.com/guide/icloud/mm6b1a5bcd (plus); me.com and mac.com addresses are the same accounts
 * - Fastmail: https://www.fastmail.help/hc/en-us/articles/360060591053 (plus)
 * - Proton: https://proton.me/support/addresses-and-aliases (plus; dots, hyphens and underscores are also ignored, dots here)
 * - Yahoo: disposable addresses have another base name than the account, so there is nothing to cut.
 */
export const providers: Readonly<Record<string, ProviderRules>> = {
  'gmail.com': { labelAfter: '+', dotsIgnored: true },
  'googlemail.com': { labelAfter: '+', dotsIgnored: true, sameAs: 'gmail.com' },
  'outlook.com': { labelAfter: '+' },
  'hotmail.com': { labelAfter: '+' },
  'hotmail.co.uk': { labelAfter: '+' },
  'hotmail.fr': { labelAfter: '+' },
  'hotmail.de': { labelAfter: '+' },
  'hotmail.it': { labelAfter: '+' },
  'hotmail.es': { labelAfter: '+' },
  'live.com': { labelAfter: '+' },
  'live.co.uk': { labelAfter: '+' },
  'live.nl': { labelAfter: '+' },
  'msn.com': { labelAfter: '+' },
  'icloud.com': { labelAfter: '+' },
  'me.com': { labelAfter: '+', sameAs: 'icloud.com' },
  'mac.com': { labelAfter: '+', sameAs: 'icloud.com' },
  'fastmail.com': { labelAfter: '+' },
  'fastmail.fm': { labelAfter: '+' },
  'proton.me': { labelAfter: '+', dotsIgnored: true },
  'protonmail.com': { labelAfter: '+', dotsIgnored: true, sameAs: 'proton.me' },
  'pm.me': { labelAfter: '+', dotsIgnored: true, sameAs: 'proton.me' },
}

import { closest } from './closest.ts'

/** Domains that people mean when they slip. */
const common =
  'gmail.com hotmail.com hotmail.co.uk hotmail.fr outlook.com yahoo.com yahoo.co.uk yahoo.fr icloud.com proton.me protonmail.com gmx.de gmx.net web.de t-online.de orange.fr free.fr wanadoo.fr laposte.net libero.it seznam.cz centrum.cz wp.pl o2.pl onet.pl abv.bg mail.bg eircom.net btinternet.com live.com'.split(
    ' ',
  )

/** Real ones that look like a slip of those. */
const real =
  'ymail.com gmx.ch gmx.at gmx.com gmx.fr live.ie live.fr live.nl mail.com email.com me.com free.com hotmail.de hotmail.it hotmail.es yahoo.de yahoo.it yahoo.es yahoo.ie outlook.fr outlook.de outlook.ie wp.com'.split(
    ' ',
  )

/** Names that are real with the ending of any country. */
const abroad = 'hotmail outlook yahoo live gmx mail orange wanadoo centrum seznam email onet'.split(
  ' ',
)

/** The address somebody likely meant; undefined when there is nothing to suggest. Never more than a question. */
export function likelyEmail(email: string): string | undefined {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1).toLowerCase()
  const [name, ...rest] = domain.split('.')
  // hotmail.nl, mail.ru: these are at home in many countries.
  const isAbroad = abroad.includes(name ?? '') && /^(com?\.)?[a-z]{2}$/.test(rest.join('.'))
  if (at < 1 || isAbroad || common.includes(domain) || real.includes(domain)) return undefined
  const meant = closest(domain, common)
  return meant && meant.length > 5 ? email.slice(0, at + 1) + meant : undefined
}

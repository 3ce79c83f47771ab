import { closest } from './closest.ts'

/** What a setting accepts: the words it is one of, a kind of value named below, or any other text as it is. */
export type Accepted = string | readonly string[]

/** A mistake of the embedder, as far as words for it need to know. */
export interface Mistake {
  message: string
  setting: string
  value: unknown
  accepted: Accepted
}

const kinds: Record<string, string> = {
  slug: 'a slug: a to z, 0 to 9 and hyphens',
  id: 'what the backend calls the petition',
  petition: 'the name of a petition',
  known: 'a petition that is at the endpoint',
  endpoint: 'an https: URL, http: on this machine, or a path on the same origin',
  guess: 'the https: URL of a backend; the script’s own origin is none',
  once: 'each field once',
  goal: 'a whole number or "auto"',
  level: '1 to 6',
  url: 'a URL',
  object: 'an object',
  config: 'an object with "petition" and "backendOptions"',
  document:
    'an object with at least title, target.name, owner.name, and controller with name, privacyUrl and contact',
  messages: 'an object of texts by key',
  'no-text': 'nothing: there is no such text',
  fixed: 'nothing: this text is not the page’s to word',
  words: 'text, or an object of plural forms with "other"',
  key: 'the keys of a petition, each with what belongs there',
}

/** What a page may say of a petition; what the server alone says is not among it. */
const petitionKeys =
  'lang title summary text target owner controller opensAt closesAt timeZone decision goal fields consents declarations backers milestones delivery outcome updates partners share translations'.split(
    ' ',
  )

/** The attribute that was likely meant by one that means nothing to us. */
export const attributeMeant = closest

/**
 * Says what a setting accepts and what was likely meant. A chunk of its own: only pages with a mistake load it, and
 * it imports nothing that the script has, or they would load the script once more.
 */
export function explain({ message, setting, value, accepted }: Mistake): string {
  const near = typeof value === 'string' ? nearest(value, accepted) : undefined
  const text =
    typeof accepted === 'string'
      ? (kinds[accepted] ?? accepted)
      : setting === 'fields'
        ? `the words ${accepted.join(' ')}, ? marks an optional one`
        : accepted.join(', ')
  // An adapter's mistake has said it already.
  const said = message.includes('; it accepts ') ? message : `${message}; it accepts ${text}`
  return said + (near ? `. Did you mean "${near}"?` : unreadable(value, accepted))
}

/** Text instead of an object: what `data-config` or `data-messages` says, if it is no JSON. */
function unreadable(value: unknown, accepted: Accepted): string {
  if (typeof value !== 'string' || (accepted !== 'config' && accepted !== 'messages')) return ''
  try {
    JSON.parse(value)
    return ''
  } catch (cause) {
    return `, and this is no JSON (${(cause as Error).message})` // JSON.parse throws SyntaxError
  }
}

function nearest(text: string, accepted: Accepted): string | undefined {
  if (typeof accepted !== 'string') return closest(text.replace(/\?+$/, ''), accepted)
  if (accepted === 'key') return closest(text, petitionKeys)
  if (accepted === 'slug' || accepted === 'id') return slugLike(text)
  return accepted === 'endpoint' ? urlLike(text.trim()) : undefined
}

function slugLike(text: string): string | undefined {
  const slug = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug && slug.length <= 64 ? slug : undefined
}

function urlLike(text: string): string | undefined {
  if (/^[\w-]+(\.[\w-]+)+([:/]|$)/.test(text)) return `https://${text}`
  return text.startsWith('http:') ? text.replace('http:', 'https:') : undefined
}

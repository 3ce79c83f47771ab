import { mailEn } from '../../locales/mail-en.ts'
import { isolated, type PetitionFile } from '../../schema/index.ts'
import { zoneName, type Language } from '../language.ts'

/** `confirm` the signature; `replace` the details of one that counts; `closed`: it came to nothing. */
export type MailKind = 'confirm' | 'replace' | 'closed'

/** What a mail is made from: the petition and two links. Nothing the signer typed is among it, so none can leak. */
export interface MailContent {
  kind: MailKind
  /** The signer's. */
  language: Language
  /** In that language, as far as it is translated. */
  petition: Pick<PetitionFile, 'lang' | 'title' | 'target' | 'owner' | 'controller' | 'timeZone'>
  confirmUrl: string
  withdrawUrl: string
  /** Until when it can be confirmed, milliseconds. */
  until: number
}

/** A mail as a list of what it says, for the text and the HTML part alike. */
export interface Message {
  lang: string
  dir: 'ltr' | 'rtl'
  subject: string
  blocks: Block[]
}

export type Block =
  | { kind: 'text' | 'small'; text: string }
  | { kind: 'petition'; lang: string; title: string; lines: string[] }
  | { kind: 'button' | 'link'; label: string; url: string }

/** What the mail says, in the signer's language as far as there are words. */
export function message({
  kind,
  language,
  petition,
  confirmUrl,
  withdrawUrl,
  until,
}: MailContent): Message {
  const { lang, title, target, owner, controller } = petition
  const said = (key: keyof typeof mailEn, values: Record<string, string> = {}) =>
    fill(language, key, values)
  const text = (text: string): Block => ({ kind: 'text', text })
  const blocks: Block[] = [
    text(said('hello')),
    text(said(`${kind}.lead`)),
    {
      kind: 'petition',
      lang,
      title: line(title),
      lines: [
        said('to', { target: people(target.name, target.role, target.organisation) }),
        said('from', { owner: people(owner.name, owner.role) }),
      ],
    },
  ]
  if (kind !== 'closed') {
    blocks.push(
      { kind: 'button', label: said(`${kind}.button`), url: confirmUrl },
      text(said(`${kind}.until`, { until: date(until, petition.timeZone, language) })),
    )
  }
  blocks.push(text(said(`${kind}.notYou`)), {
    kind: 'link',
    label: said('withdraw.link'),
    url: withdrawUrl,
  })
  if (kind !== 'closed') blocks.push(text(said(`${kind}.withdraw`)))
  blocks.push(
    {
      kind: 'small',
      text: said('privacy', {
        controller: line(controller.name),
        contact: line(controller.contact),
      }),
    },
    { kind: 'link', label: said('privacy.link'), url: controller.privacyUrl },
    { kind: 'small', text: said('once') },
  )
  return { lang: language.tag, dir: language.dir, subject: said(`${kind}.subject`), blocks }
}

/** The day and minute in the petition's time zone, which is named; never later than the real deadline. */
function date(at: number, timeZone: string, { list }: Language): string {
  return new Intl.DateTimeFormat([...list], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: zoneName(list, timeZone, at),
    timeZone,
  }).format(at)
}

function people(...parts: (string | undefined)[]): string {
  return line(parts.filter(Boolean).join(', '))
}

/** One line of text, whatever was written. */
function line(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** A sentence in the language, in English where it has none, with its places filled. */
function fill(
  language: Language,
  key: keyof typeof mailEn,
  values: Record<string, string>,
): string {
  const words = language.source?.mail[key]
  return (typeof words === 'string' ? words : mailEn[key]).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => {
      const value = values[name]
      if (value === undefined) return whole
      // Dates are in the language already.
      return name === 'until' ? value : isolated(value, language)
    },
  )
}

import { mailWords, type MailWords } from '../../locales/mail-en.ts'
import type { PetitionFile } from '../../schema/index.ts'

/** `confirm` the signature; `replace` the details of one that counts; `closed`: it came to nothing. */
export type MailKind = 'confirm' | 'replace' | 'closed'

/** What a mail is made from: the petition and two links. Nothing the signer typed is among it, so none can leak. */
export interface MailContent {
  kind: MailKind
  /** The signer's language, a BCP 47 tag. */
  locale: string
  petition: Pick<PetitionFile, 'lang' | 'title' | 'target' | 'owner' | 'controller' | 'timeZone'>
  confirmUrl: string
  withdrawUrl: string
  /** Until when it can be confirmed, milliseconds. */
  until: number
}

/** A mail as a list of what it says, for the text and the HTML part alike. */
export interface Message {
  lang: string
  dir: string
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
  locale,
  petition,
  confirmUrl,
  withdrawUrl,
  until,
}: MailContent): Message {
  const words = mailWords(locale)
  const { target, owner, controller } = petition
  const text = (text: string): Block => ({ kind: 'text', text })
  const blocks: Block[] = [
    text(words.hello),
    text(words[`${kind}.lead`]),
    {
      kind: 'petition',
      lang: petition.lang,
      title: line(petition.title),
      lines: [
        fill(words.to, { target: people(target.name, target.role, target.organisation) }),
        fill(words.from, { owner: people(owner.name, owner.role) }),
      ],
    },
  ]
  if (kind !== 'closed') {
    blocks.push(
      { kind: 'button', label: words[`${kind}.button`], url: confirmUrl },
      text(fill(words[`${kind}.until`], { until: date(until, petition.timeZone, words) })),
    )
  }
  blocks.push(text(words[`${kind}.notYou`]), {
    kind: 'link',
    label: words['withdraw.link'],
    url: withdrawUrl,
  })
  if (kind !== 'closed') blocks.push(text(words[`${kind}.withdraw`]))
  blocks.push(
    {
      kind: 'small',
      text: fill(words.privacy, {
        controller: line(controller.name),
        contact: line(controller.contact),
      }),
    },
    { kind: 'link', label: words['privacy.link'], url: controller.privacyUrl },
    { kind: 'small', text: words.once },
  )
  return { lang: words.lang, dir: words.dir, subject: words[`${kind}.subject`], blocks }
}

/** The day and minute in the petition's time zone, which is named; never later than the real deadline. */
function date(at: number, timeZone: string, words: MailWords): string {
  return new Intl.DateTimeFormat([...words.dateLocales], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
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

function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

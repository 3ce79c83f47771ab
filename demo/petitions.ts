import { readFileSync } from 'node:fs'

/** As much of a petition file as the demonstration reads or changes; the rest passes through. */
export interface DemoPetition {
  id: string
  opensAt: string
  closesAt: string
  decision: { from: string; until?: string; text?: string }
  updates: { at: string; title: string; text?: string; url?: string }[]
  controller: { name: string; privacyUrl: string; contact: string }
  tallyDelay: 'none' | 'small'
  partners: { id: string; name: string; origins: string[]; url?: string }[]
}

/** Where the two partners' sites are: `poppy-project` is the charity, `honeyball` the MEP. */
export interface Origins {
  charity: string
  mep: string
}

/** When the open petition opened and closes, in milliseconds. */
export interface Dates {
  opens: number
  closes: number
}

const dayMs = 24 * 60 * 60 * 1000

/** Opened three weeks before `now`, closes five weeks after it. */
export function datesAround(now: number): Dates {
  const today = now - (now % dayMs)
  return { opens: today - 21 * dayMs, closes: today + 35 * dayMs + 17 * 60 * 60 * 1000 }
}

/** The petition that is open now: the one of 2009 with other dates, and the privacy notice of the page that runs. */
export function openPetition({ opens, closes }: Dates, origins: Origins): DemoPetition {
  const petition = read('keep-the-trafficking-unit.json')
  return {
    ...at(petition, origins),
    opensAt: instant(opens),
    closesAt: instant(closes),
    decision: {
      from: day(closes + 3 * dayMs),
      until: day(closes + 5 * dayMs),
      text: 'The Metropolitan Police Authority decides.',
    },
    updates: [
      {
        at: day(opens),
        title: 'The petition is open',
        text: 'It can be signed until the day given above. Every signature is confirmed by mail before it counts.',
      },
      {
        at: day(opens + 4 * dayMs),
        title: 'Two sites, one number',
        text: 'The form stands on a charity’s site and on the site of a Member of the European Parliament. Both show the same number, as it moves.',
      },
      {
        at: day(opens + 9 * dayMs),
        title: 'What happens with your details',
        text: 'They are used to count and deliver your signature, and *for nothing else* unless you say so.',
        url: 'https://mep.example/privacy',
      },
      { at: day(opens + 16 * dayMs), title: 'The date of the decision is known' },
    ],
    controller: { ...petition.controller, privacyUrl: `${origins.mep}/privacy` },
  }
}

/** The petition of 2009: long closed, and handed in with 1,804 signatures. */
export function petitionOf2009(origins: Origins): DemoPetition {
  return at(read('trafficking-unit-2009.json'), origins)
}

/** The partners' places as they are today: the files name the usual ports. */
function at(petition: DemoPetition, { charity, mep }: Origins): DemoPetition {
  const places: Record<string, string> = { 'poppy-project': charity, honeyball: mep }
  const partners = petition.partners.map((partner) => {
    const place = places[partner.id]
    return place ? { ...partner, url: `${place}/`, origins: [place] } : partner
  })
  return { ...petition, partners }
}

function read(name: string): DemoPetition {
  // Our own files; `petition put` checks them strictly before anything is shown.
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as DemoPetition
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

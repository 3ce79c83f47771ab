import type { TestContext } from 'node:test'
import { listen } from '../../src/server/node.ts'
import { noon, openBackend, openPetition, press, type Backend } from './backend.ts'

/** Every field, declaration and kind of consent, and all that can be told of a petition, in three languages. */
const petition = {
  ...openPetition,
  title: 'Keep the Metropolitan Police’s human trafficking unit',
  summary:
    'The Met may close its specialist unit for want of money. Ask the Commissioner to keep it.',
  text: 'We, the undersigned, ask you to keep it.\n\nIt took **years** to learn:\n\n- how traffickers work\n- how to find those who are kept [out of sight](https://charity.example/)',
  fields: [
    'given',
    'family',
    'email',
    { name: 'country', preset: 'GB', common: ['GB', 'IE'] },
    'postcode',
    'city',
    { name: 'phone?', purpose: 'To ask you to the hand-in.' },
    'organisation?',
    'comment?',
  ],
  consents: [
    { id: 'updates', purpose: 'updates', controller: 'Us', text: 'Email me about this petition' },
    {
      id: 'partner',
      purpose: 'partner',
      controller: 'The Poppy Project',
      text: 'May the Poppy Project write to you?',
      mode: 'yes-no',
      required: true,
    },
  ],
  declarations: [
    { id: 'residence', text: 'I live in London', purpose: 'Only Londoners are counted.' },
  ],
  decision: { from: '2009-11-16', until: '2009-11-18', text: 'The Police Authority decides.' },
  backers: [
    { name: 'The Poppy Project', kind: 'charity', url: 'https://charity.example/' },
    {
      name: 'Ines Carvalho',
      kind: 'MEP',
      role: 'Committee on Civil Liberties',
      quote: 'Victims would be *less likely* to come forward.',
    },
    { name: 'مؤسسة الكرامة', kind: 'charity', role: 'London' },
  ],
  milestones: [
    { at: '2009-10-20', count: 512 },
    { at: '2009-10', count: 240, text: 'The first partner joined.' },
  ],
  updates: [
    {
      at: '2009-10-25',
      title: 'The Mayor answers',
      text: 'He will *look into it*.',
      url: 'https://mep.example/mayor',
    },
  ],
  partners: [{ ...openPetition.partners[0], url: 'https://charity.example/keep-the-unit' }],
  paper: 312,
  showPartners: true,
  translations: {
    de: translation(
      'Die Einheit gegen Menschenhandel soll bleiben',
      'Die Polizei will sie aus Geldmangel schließen.',
      'Wir bitten Sie, sie zu behalten.',
      [
        'Schreiben Sie mir über diese Petition',
        'Darf das Poppy Project Ihnen schreiben?',
        'Ich wohne in London',
      ],
    ),
    ar: translation(
      'أبقوا على وحدة مكافحة الاتجار بالبشر',
      'قد تغلق الشرطة وحدتها المتخصصة.',
      'نطلب منكم الإبقاء عليها.',
      ['راسلوني بشأن هذه العريضة', 'هل يجوز لمشروع بوبي مراسلتكم؟', 'أقيم في لندن'],
    ),
  },
}

function translation(
  title: string,
  summary: string,
  text: string,
  [updates, partner, residence]: [string, string, string],
) {
  return { title, summary, text, consents: { updates, partner }, declarations: { residence } }
}

const path = `/p/${openPetition.id}`

export interface Site {
  backend: Backend
  /** Where it listens. */
  url: string
}

/** A backend that browsers can reach. */
export async function openSite(t: TestContext): Promise<Site> {
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  const url = `http://localhost:${listener.port}`
  const backend = await openBackend(t, { settings: { publicUrl: url, trustedProxies: [] } })
  listener.serve(backend.service.fetch)
  t.after(() => listener.close())
  return { backend, url }
}

/** What a visit begins with, and the form that is then sent, if there is one. */
export interface Visit {
  at: string
  form?: Record<string, string>
}

const answers = {
  given: 'Ana',
  family: 'Novák',
  email: 'ana@mail.example',
  country: 'GB',
  postcode: 'W1T 7NF',
  city: 'London',
}

/** Every page that people can see, by a name for it. */
export const everyPage: Record<string, (site: Site, lang: string) => Promise<Visit>> = {
  open: async (site, lang) => {
    await put(site)
    return { at: `${path}?lang=${lang}` }
  },
  errors: async (site, lang) => {
    await put(site)
    const shown = site.backend.petition().revision
    return {
      at: `${path}?lang=${lang}`,
      form: { email: 'ana', postcode: 'W1', given: '', city: '', shown },
    }
  },
  sent: async (site, lang) => {
    await put(site)
    return { at: `${path}/sent?lang=${lang}` }
  },
  upcoming: state({ opensAt: '2009-11-05T00:00:00Z' }),
  paused: state({}, true),
  closed: state({ closesAt: '2009-10-31T17:00:00Z' }),
  delivered: state({
    delivery: {
      at: '2009-10-30',
      place: 'City Hall, London',
      recipient: 'The board of the Metropolitan Police Authority',
      count: 1804,
      attendees: ['John Biggs', 'Joanne McCartney', 'Toby Harris'],
      text: 'Handed in on the steps.',
      url: 'https://mep.example/hand-in',
    },
  }),
  answered: state({
    delivery: { at: '2009-10-20', place: 'City Hall, London' },
    outcome: { at: '2009-10-31', text: 'The unit **stays**.', url: 'https://mep.example/answer' },
  }),
  confirm: async (site, lang) => ({ at: (await links(site, lang)).confirm }),
  confirmed: async (site, lang) => {
    const { confirm } = await links(site, lang)
    await press(site.backend, confirm, 'answer=confirm')
    return { at: confirm }
  },
  deleted: async (site, lang) => ({
    at: (await links(site, lang)).confirm,
    form: { answer: 'not-me' },
  }),
  pausedLink: async (site, lang) => {
    const { confirm } = await links(site, lang)
    await put(site, {}, true)
    return { at: confirm }
  },
  withdraw: async (site, lang) => ({ at: (await links(site, lang)).withdraw }),
  withdrawn: async (site, lang) => ({ at: (await links(site, lang)).withdraw, form: {} }),
  gone: async (_, lang) => ({ at: `/confirm/${'a'.repeat(39)}?lang=${lang}` }),
  missing: async (_, lang) => ({ at: `/p/nothing?lang=${lang}` }),
}

function state(changes: Record<string, unknown>, paused = false) {
  return async (site: Site, lang: string): Promise<Visit> => {
    await put(site, changes, paused)
    return { at: `${path}?lang=${lang}` }
  }
}

async function put({ backend }: Site, changes: Record<string, unknown> = {}, paused = false) {
  backend.clock.now = Math.max(backend.clock.now + 1, noon)
  await backend.put({ ...petition, ...changes }, { paused })
}

let people = 0

async function links(site: Site, lang: string) {
  await put(site)
  const { backend } = site
  const response = await backend.sign({
    ...answers,
    name: undefined,
    email: `ana.${(people += 1)}@mail.example`,
    consents: { updates: true, partner: false },
    declarations: { residence: true },
    locale: lang,
  })
  const { receipt } = (await response.json()) as { receipt: { id: string } }
  return backend.links(receipt.id)
}

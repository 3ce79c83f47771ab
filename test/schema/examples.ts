import { refusalCodes, refusalStatus } from '../../src/schema/index.ts'

/** A tally with everything it may carry. */
export const fullTally = {
  petition: 'trafficking-unit-2009',
  status: 'open',
  count: 1804,
  goal: 2000,
  paper: 120,
  pending: 30,
  partners: [
    { id: 'poppy-project', count: 905 },
    { id: 'honeyball', count: 310 },
  ],
  stream: true,
  lineage: '7f3a',
  version: 412,
  at: '2009-11-13T16:59:59.000Z',
}

/** A petition document with every optional part, as the server sends it. */
export const fullPetition = {
  id: 'trafficking-unit-2009',
  lang: 'en',
  revision: 'b1946ac92492d234',
  title: 'Keep the human trafficking unit',
  summary: 'The unit may close.',
  text: 'We, the undersigned, ask to keep it.\n\nIt took **years** to build.',
  target: {
    name: 'Sir Paul Stephenson',
    role: 'Commissioner',
    organisation: 'Metropolitan Police',
  },
  owner: {
    name: 'Mary Honeyball',
    role: 'Member of the European Parliament',
    url: 'https://mep.example/',
    contact: 'office@mep.example',
  },
  controller: {
    name: 'Office of Mary Honeyball MEP',
    privacyUrl: 'https://mep.example/privacy',
    contact: 'privacy@mep.example',
  },
  opensAt: '2009-10-13T00:00:00Z',
  closesAt: '2009-11-13T17:00:00Z',
  timeZone: 'Europe/London',
  decision: { from: '2009-11-16', until: '2009-11-18', text: 'The Authority decides.' },
  goal: { steps: [250, 500, 1000, 2000], stretchAt: 0.9 },
  fields: [
    'name',
    'email',
    { name: 'country', preset: 'GB', common: ['GB', 'IE'] },
    'postcode?',
    { name: 'phone?', purpose: 'to call you back' },
  ],
  consents: [
    {
      id: 'terms',
      purpose: 'processing',
      controller: 'Office',
      text: 'I agree',
      mode: 'checkbox',
      required: true,
    },
    {
      id: 'updates',
      purpose: 'updates',
      controller: 'Office',
      text: 'Email me',
      mode: 'yes-no',
      required: true,
    },
    {
      id: 'poppy',
      purpose: 'partner',
      controller: 'Poppy',
      text: 'Poppy may',
      mode: 'checkbox',
      required: false,
    },
  ],
  declarations: [
    { id: 'residence', text: 'I live in London', purpose: 'to count Londoners', required: true },
  ],
  confirmation: 'email',
  backers: [
    {
      name: 'Harbour Lights',
      kind: 'charity',
      role: 'founder',
      url: 'https://charity.example/',
      logo: '/logos/nspcc.png',
      quote: 'Keep it.',
    },
    { name: 'PCS', kind: 'union' },
  ],
  milestones: [{ at: '2009-11', count: 1300, text: 'In less than a month.' }],
  delivery: {
    at: '2009-11',
    place: 'City Hall',
    recipient: 'The Authority',
    count: 1804,
    attendees: ['John Biggs', 'Jenny Jones'],
    text: 'A speech of five minutes.',
    url: 'https://mep.example/hand-in',
  },
  outcome: { at: '2010-01-15', text: 'It stays, in part.', url: 'https://mep.example/outcome' },
  updates: [
    { at: '2009-11-01', title: 'Half way', text: 'Thank you.', url: 'https://mep.example/half' },
  ],
  partners: [{ id: 'poppy-project', name: 'The Poppy Project', url: 'https://charity.example/' }],
  share: { networks: ['native', 'copy', 'whatsapp'], text: 'I signed' },
  translations: {
    cy: {
      title: 'Cadwch yr uned',
      summary: 'Gall gael ei chau.',
      text: 'Gofynnwn am ei chadw.',
      target: { role: 'Comisiynydd' },
      consents: { terms: 'Cytunaf', updates: 'E-bostiwch fi', poppy: 'Caiff Poppy' },
      declarations: { residence: { text: 'Rwy’n byw yn Llundain', purpose: 'i gyfrif' } },
    },
  },
  status: 'open',
  tally: fullTally,
}

export const receipt = { outcome: 'pending', receipt: { id: 'r1', at: '2009-10-14T09:00:00Z' } }

/** One of each code, with what belongs to it. */
export const refusals = refusalCodes.map((code) => ({
  type: 'about:blank',
  title: 'A no',
  status: refusalStatus[code],
  code,
  ...(code === 'invalid' && {
    issues: [
      { field: 'email', code: 'format', message: 'no address' },
      { field: 'consents.terms', code: 'missing', message: '' },
    ],
  }),
  ...(code === 'stale' && { petition: fullPetition }),
  ...(code === 'proof' && { challenge: { salt: 'x', n: 5 } }),
  ...(refusalStatus[code] >= 429 && { retryAfterSeconds: 5 }),
}))

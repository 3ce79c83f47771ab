// @ts-check

/** When it is in the gallery; dates and waits then read the same on every day. */
export const now = 'Mon, 02 Nov 2009 12:00:00 GMT'

const words = {
  en: {
    title: "Keep the Metropolitan Police's human trafficking unit",
    summary:
      'The Met may close its specialist unit for want of money. Ask the Commissioner to keep it.',
    text: 'We ask the Metropolitan Police to keep its specialist human trafficking unit open.\n\nIt has taken the unit years to learn how traffickers work: for **forced labour** and **domestic servitude** as much as for sexual exploitation.\n\n- Handing the work to other teams would lose what they know.\n- Victims who are kept out of sight would be less likely to come forward.',
    consent: 'Email me about what happens to this petition',
  },
  de: {
    title: 'Die Sondereinheit gegen Menschenhandel der Metropolitan Police erhalten',
    summary:
      'Die Polizei könnte ihre Sondereinheit aus Geldmangel schließen. Bitten Sie den Polizeipräsidenten, sie zu erhalten.',
    text: 'Wir bitten die Metropolitan Police, ihre Sondereinheit gegen Menschenhandel weiterzuführen.\n\nSie hat Jahre gebraucht, um zu verstehen, wie Menschenhändler vorgehen: bei **Zwangsarbeit** ebenso wie bei sexueller Ausbeutung.',
    consent: 'Schreiben Sie mir, was aus dieser Petition wird',
  },
  el: {
    title: 'Να διατηρηθεί η ειδική μονάδα κατά της εμπορίας ανθρώπων',
    summary: 'Η αστυνομία μπορεί να κλείσει την ειδική μονάδα της λόγω έλλειψης χρημάτων.',
    text: 'Ζητούμε από τη Μητροπολιτική Αστυνομία να διατηρήσει την ειδική μονάδα της.\n\nΗ μονάδα χρειάστηκε χρόνια για να μάθει πώς εργάζονται οι διακινητές.',
    consent: 'Ενημερώστε με για την πορεία αυτής της έκκλησης',
  },
  ar: {
    title: 'أبقوا على الوحدة المتخصصة في مكافحة الاتجار بالبشر',
    summary: 'قد تغلق الشرطة وحدتها المتخصصة لنقص المال. اطلبوا من المفوض الإبقاء عليها.',
    text: 'نطلب من شرطة العاصمة الإبقاء على وحدتها المتخصصة في مكافحة الاتجار بالبشر.\n\nاستغرقت الوحدة سنوات لتتعلم كيف يعمل المتاجرون بالبشر.',
    consent: 'راسلوني بما يحدث لهذه العريضة',
  },
}

/**
 * The document of the petition in the gallery, as a backend sends it.
 * @param {string} id
 * @param {string} lang
 * @param {Record<string, unknown>} changes
 * @returns {Record<string, unknown>}
 */
export function petitionDocument(id, lang, changes = {}) {
  const known = Object.keys(words).find((tag) => tag === lang.split('-')[0]) ?? 'en'
  const { title, summary, text, consent } = words[/** @type {keyof typeof words} */ (known)]
  return {
    id,
    lang: known,
    revision: 'first',
    title,
    summary,
    text,
    target: {
      name: 'Sir Paul Stephenson',
      role: 'Commissioner',
      organisation: 'Metropolitan Police',
    },
    owner: {
      name: 'Mary Honeyball',
      role: 'Member of the European Parliament for London',
      url: 'https://mep.example/',
    },
    controller: {
      name: 'Office of Mary Honeyball MEP',
      privacyUrl: 'https://mep.example/privacy',
      contact: 'privacy@mep.example',
    },
    opensAt: '2009-10-13T00:00:00Z',
    closesAt: '2009-11-13T17:00:00Z',
    timeZone: 'Europe/London',
    decision: {
      from: '2009-11-16',
      until: '2009-11-18',
      text: 'The Metropolitan Police Authority decides.',
    },
    fields: ['name', 'email', { name: 'country', preset: 'GB', common: ['GB', 'IE'] }, 'postcode?'],
    consents: [
      {
        id: 'updates',
        controller: 'Office of Mary Honeyball MEP',
        text: consent,
        mode: 'checkbox',
        purpose: 'updates',
      },
    ],
    tally: tallyOf(id),
    ...changes,
  }
}

/**
 * @param {string} id
 * @param {Record<string, unknown>} changes
 */
export function tallyOf(id, changes = {}) {
  return {
    petition: id,
    status: 'open',
    count: 1363,
    goal: 1500,
    stream: false,
    lineage: 'gallery',
    version: 1,
    ...changes,
  }
}

/** Every field there is, a declaration, and both ways of asking for consent. */
export const everyField = {
  fields: [
    'given',
    'family?',
    'email',
    { name: 'country', preset: 'GB', common: ['GB', 'IE'] },
    'postcode?',
    'city?',
    { name: 'phone?', purpose: 'Only to arrange the hand-in at City Hall' },
    'organisation?',
    'comment?',
  ],
  declarations: [
    { id: 'residence', text: 'I live in London', purpose: 'Only Londoners may petition' },
  ],
  consents: [
    {
      id: 'processing',
      controller: 'Office of Mary Honeyball MEP',
      text: 'I agree that my details are used to count and deliver my signature',
      mode: 'checkbox',
      purpose: 'processing',
      required: true,
    },
    {
      id: 'partner',
      controller: 'The Poppy Project',
      text: 'May The Poppy Project write to you about its work?',
      mode: 'yes-no',
      purpose: 'partner',
      required: true,
    },
  ],
}

export const delivery = {
  at: '2009-11',
  place: 'City Hall, London',
  recipient: 'The board of the Metropolitan Police Authority, chaired by the Mayor',
  count: 1804,
  attendees: ['John Biggs', 'Joanne McCartney', 'Toby Harris', 'Jenny Jones'],
  text: 'Handed in at the board meeting with a five-minute speech.',
  url: 'https://mep.example/hand-in',
}

/** Who stands behind it, what was reached, what is new, and where people have signed. */
export const story = {
  backers: [
    { name: 'Harbour Lights (invented)', kind: 'charity', url: 'https://charity.example/' },
    { name: 'NSPCC', kind: 'charity' },
    { name: 'Anti-Slavery International', kind: 'charity' },
    { name: 'Public and Commercial Services Union', kind: 'union' },
    {
      name: 'Ines Carvalho (invented)',
      kind: 'MEP',
      role: 'Committee on Civil Liberties',
      quote: 'What this unit knows cannot be learned anew in a year.',
    },
  ],
  milestones: [
    {
      at: '2009-11-01',
      count: 1300,
      text: 'Over 1,300 people have signed, almost 1,400, in less than a month.',
    },
  ],
  updates: [
    {
      at: '2009-10-28',
      title: 'The board will hear us (invented)',
      text: 'The petition is on the agenda of the Metropolitan Police Authority.',
      url: 'https://mep.example/update',
    },
    {
      at: '2009-10-20',
      title: 'A word of thanks (invented)',
      text: 'Thank you to everyone who signed.',
    },
  ],
  showPartners: true,
  partners: [
    { id: 'poppy-project', name: 'The Poppy Project', url: 'https://charity.example/' },
    { id: 'honeyball', name: 'Mary Honeyball MEP', url: 'https://mep.example/' },
  ],
}

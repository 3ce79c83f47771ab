/** What somebody needs to know of a backend to set it up, besides what its page in the documentation says. */
export interface Guide {
  /** What it is, in a sentence. */
  about: string
  /** What its endpoint looks like. */
  endpoint: string
  /** What a petition is called there. */
  petition: string
  /** Options that most people set, by their path in `backendOptions`. */
  options: readonly { path: string; label: string; hint: string; isList?: boolean }[]
  /** What is there to begin with. */
  start: { fields: readonly string[]; isAsked: boolean; backendOptions: Record<string, unknown> }
}

const subscription = {
  path: 'subscription',
  label: 'Consent to being subscribed',
  hint: 'The id of the consent that says so: `updates` is the question about news, above.',
}

/** By name; the backend of this package needs none. */
export const guides: Readonly<Record<string, Guide>> = {
  json: {
    about:
      'A backend of your own that keeps our protocol; `undersigned check-backend` tells how far.',
    endpoint: 'https://sign.example.org',
    petition: 'What your backend calls it.',
    options: [],
    start: {
      fields: ['name', 'email', 'country', 'postcode?'],
      isAsked: false,
      backendOptions: {},
    },
  },
  form: {
    about: 'Any address that takes a form.',
    endpoint: 'https://www.example.org/petition.php',
    petition: 'Any name: it is not sent.',
    options: [
      { path: 'fields.name', label: 'Its field for the name', hint: 'Empty: not sent.' },
      { path: 'fields.email', label: 'Its field for the email address', hint: 'Empty: not sent.' },
      { path: 'fields.postcode', label: 'Its field for the postcode', hint: 'Empty: not sent.' },
    ],
    start: {
      fields: ['name', 'email', 'postcode?'],
      isAsked: false,
      backendOptions: {
        fields: { name: 'name', email: 'email', postcode: 'postcode' },
        success: { status: 200 },
      },
    },
  },
  'action-network': {
    about: 'Action Network. It does not tell whether a signature was taken.',
    endpoint: 'https://actionnetwork.org',
    petition: 'The id of the petition there.',
    options: [
      subscription,
      {
        path: 'withoutSubscription.tags',
        label: 'Tags for those who said no',
        hint: 'It subscribes whoever signs: these tell apart who did not agree to that. With commas between them.',
        isList: true,
      },
    ],
    start: {
      fields: ['given', 'family?', 'email', 'country', 'postcode?'],
      isAsked: true,
      backendOptions: {
        subscription: 'updates',
        withoutSubscription: { tags: ['petition-only'] },
      },
    },
  },
  proca: {
    about: 'Proca.',
    endpoint: 'https://api.proca.app/api',
    petition: 'The number of the action page.',
    options: [
      {
        path: 'optIn',
        label: 'Consent to mails of the page’s owner',
        hint: 'Its id: `updates` is the question about news, above.',
      },
      {
        path: 'leadOptIn',
        label: 'Consent to mails of the campaign’s leader',
        hint: 'The id of another consent.',
      },
    ],
    start: {
      fields: ['given', 'family?', 'email', 'country', 'postcode?'],
      isAsked: true,
      backendOptions: { optIn: 'updates' },
    },
  },
  actionkit: {
    about: 'ActionKit. Its answers cannot be read from another site.',
    endpoint: 'https://act.example.org',
    petition: 'The short name of the page.',
    options: [subscription],
    start: {
      fields: ['name', 'email', 'country', 'postcode?'],
      isAsked: true,
      backendOptions: { subscription: 'updates' },
    },
  },
  'civicrm-inlay': {
    about: 'CiviCRM with the Inlay extension. Signing takes five seconds there.',
    endpoint: 'https://crm.example.org/civicrm/inlay-api',
    petition: 'The public id of the inlay.',
    options: [subscription],
    start: {
      fields: ['given', 'family', 'email', 'postcode?'],
      isAsked: true,
      backendOptions: { subscription: 'updates' },
    },
  },
}

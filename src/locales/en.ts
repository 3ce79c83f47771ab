/** Words for one number: exact numbers first (`=0`), then the plural categories of `Intl.PluralRules`. */
export type Plural = { readonly other: string } & { readonly [form: string]: string }

/** One entry of a catalogue: a sentence, or one a number. Text, never HTML; `{…}` is filled in. */
export type Words = string | Plural

/**
 * English, as far as a first signature needs it: what the script comes with. Sentences are whole, so that a language
 * can order them its own way. They never say "not sent" where a signature may have been stored, nor that a mail was
 * sent before it was.
 */
export const en = {
  loading: 'Loading the petition form',
  'load.error': 'The petition form could not be loaded.',
  'load.config': 'The petition form cannot be shown on this page.',
  'load.open': 'Sign the petition',
  'load.retry': 'Try again',
  'preview.notice': 'Preview: you can try everything, nothing is sent.',
  newTab: '(opens in a new tab)',

  'petition.to': 'To {target}',
  'petition.by': 'Started by {owner}',
  'petition.more': 'Read the whole petition',

  'tally.count': {
    '=0': 'Be the first to sign',
    one: '{count} person has signed',
    other: '{count} people have signed',
  },
  'tally.togo': {
    one: '{count} more signature needed to reach {goal}',
    other: '{count} more signatures needed to reach {goal}',
  },
  'tally.reached': 'Goal of {goal} reached',
  'tally.pending': {
    one: 'and {count} more waiting to be confirmed',
    other: 'and {count} more waiting to be confirmed',
  },
  'tally.paper': { one: '{count} of them on paper', other: '{count} of them on paper' },
  'tally.stale': 'The number of signatures may be out of date',
  'tally.unavailable': 'The number of signatures is not available right now',
  'tally.loading': 'Loading the number of signatures',
  'tally.pause': 'Stop updating the number',
  'tally.resume': 'Go on updating the number',

  'time.left': { one: '{count} day left to sign', other: '{count} days left to sign' },
  'time.today': 'Last day to sign: closes at {time}',

  'form.title': 'Sign this petition',
  'form.allRequired': 'Fill in every field unless it is marked optional.',
  'form.optional': '(optional)',
  'form.trap': 'Leave empty',
  'name.label': 'Full name',
  'given.label': 'Given name',
  'family.label': 'Family name',
  'email.label': 'Email address',
  'email.hint': 'We will email you a link to confirm your signature',
  'country.label': 'Country',
  'country.choose': 'Choose a country',
  'country.common': 'Most used',
  'country.all': 'All countries',
  'postcode.label': 'Postcode',
  'city.label': 'Town or city',
  'phone.label': 'Phone number',
  'phone.hint': 'For a number abroad, begin with the country code',
  'organisation.label': 'Organisation',
  'comment.label': 'Why are you signing?',
  'comment.hint': 'Your comment goes only to: {target}',
  'comment.left': {
    one: 'You have {count} character left',
    other: 'You have {count} characters left',
  },
  'comment.over': {
    one: 'You have {count} character too many',
    other: 'You have {count} characters too many',
  },
  'consent.yes': 'Yes',
  'consent.no': 'No',
  'consent.hint': 'You can sign without agreeing.',
  'privacy.text':
    '{controller} uses your details to count and deliver your signature. Read the {link}.',
  'privacy.link': 'privacy notice',
  'privacy.withdraw':
    'You can withdraw your signature at any time: with the link in our email, or by writing to {contact}.',
  submit: 'Sign the petition',
  sending: 'Sending your signature',
  'sending.slow': 'Still sending. Please keep this page open.',
  'sending.stop': 'Stop',

  'errors.title': 'There is a problem',
  'error.prefix': 'Error:',
  'error.name.missing': 'Enter your full name',
  'error.given.missing': 'Enter your given name',
  'error.family.missing': 'Enter your family name',
  'error.email.missing': 'Enter your email address',
  'error.email.format': 'Enter an email address in the correct format, like {example}',
  'error.email.domain': 'This address cannot receive email. Check the part after the @',
  'error.country.missing': 'Choose your country',
  'error.postcode.missing': 'Enter your postcode',
  'error.city.missing': 'Enter your town or city',
  'error.phone.missing': 'Enter your phone number',
  'error.phone.format': 'Enter a phone number, like {example}',
  'error.organisation.missing': 'Enter the name of your organisation',
  'error.comment.missing': 'Write why you are signing',
  'error.consents.missing': 'Choose an answer: {text}',
  'error.processing.missing': 'To sign, agree to this: {text}',
  'error.declarations.missing': 'To sign, confirm this: {text}',
  // For every field that has no sentence of its own for the code.
  'error.missing': '{label}: fill this in',
  'error.long': {
    one: '{label}: use {count} character or fewer',
    other: '{label}: use {count} characters or fewer',
  },
  'error.format': '{label}: check this answer, it cannot be read',
  'error.link': '{label}: leave out web addresses',
  'error.domain': '{label}: check this answer, it cannot be reached',
  'error.unknown': '{label}: check this answer',

  'fail.title': 'We could not confirm that your signature arrived',
  'fail.again': 'Your answers are still here. Try again: you will not be counted twice.',
  'fail.retry': 'Try again',

  'pending.title': 'Check your email',
  'pending.text':
    'We are emailing a link to {email}. Your signature counts once you open it and confirm. It can take ten minutes.',
  'signed.title': 'Thank you for signing',
  'signed.counted': 'Your signature has been added.',
  'signed.accepted': 'Your signature has been passed on to {owner}.',

  'status.upcoming.title': 'This petition is not open yet',
  'status.paused.title': 'Signing is paused',
  'status.closed.title': 'This petition is closed',
  'status.delivered.title': 'This petition has been handed in',
  'status.answered.title': 'This petition has been answered',

  // Of another language, in English: nobody translates it.
  'lang.notice': 'This form could not be loaded in {language}, so it is in English.',
} as const satisfies Record<string, Words>

/** Words for one number: exact numbers first (`=0`), then the plural categories of `Intl.PluralRules`. */
export type Plural = { readonly other: string } & { readonly [form: string]: string }

/** One entry of a catalogue: a sentence, or one a number. Text, never HTML; `{…}` is filled in. */
export type Words = string | Plural

/**
 * English, and the catalogue's type: what other languages translate. Sentences are whole, so that a language can
 * order them its own way. They never say "not sent" where a signature may have been stored, nor that a mail was
 * sent before it was.
 */
export const en = {
  loading: 'Loading the petition form',
  'load.error': 'The petition form could not be loaded.',
  'load.config': 'The petition form cannot be shown on this page.',
  'load.open': 'Sign the petition',
  'load.retry': 'Try again',
  'preview.notice': 'Preview: you can try everything, nothing is sent.',
  'preview.done': 'This is a preview. Your answers are complete, and nothing was sent.',
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
  'email.suggest': 'Did you mean {email}?',
  'email.use': 'Use {email}',
  'email.keep': 'Keep what I typed',
  'country.label': 'Country',
  'country.choose': 'Choose a country',
  'country.common': 'Most used',
  'country.all': 'All countries',
  'postcode.label': 'Postcode',
  'city.label': 'Town or city',
  'phone.label': 'Phone number',
  'organisation.label': 'Organisation',
  'comment.label': 'Why are you signing?',
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

  'notice.stale':
    'The petition was changed while you were reading it. Read it again, and sign if you still agree. Your answers are still here.',
  'notice.vetoed': 'This page did not let your signature through. It was not sent.',
  'notice.waited':
    'This page took too long to let your signature through. It was not sent. Try again.',

  'fail.title': 'We could not confirm that your signature arrived',
  'fail.timeout':
    'The answer took too long. Your answers are still here. Try again: you will not be counted twice.',
  'fail.unreachable':
    'We could not reach the server. Check your connection and try again: you will not be counted twice.',
  'fail.unreadable':
    'The answer could not be understood. Your answers are still here. Try again in a few minutes: you will not be counted twice.',
  'fail.stopped':
    'You stopped it on the way, so it may or may not have arrived. You can try again: you will not be counted twice.',
  'fail.wait': 'You can try again {time}.',
  'fail.retry': 'Try again',
  'offline.title': 'You are offline',
  'offline.text':
    'Your signature was not sent. Your answers are still here. Once you are online again, choose “{button}”.',
  'online.text': 'You are back online',

  'refused.title': 'Your signature was not accepted',
  'refused.malformed':
    'The server did not understand this form. This is our mistake, not yours. Contact {contact} to sign another way.',
  'refused.origin':
    'This petition cannot be signed from this page. Contact {contact} to sign another way.',
  'refused.proof': 'An extra check against automated signatures failed. Try again.',
  'refused.no-petition':
    'The server does not know this petition any more. Contact {contact} if you think this is a mistake.',
  'refused.no-route':
    'The server does not take signatures here. Contact {contact} to sign another way.',
  'refused.method':
    'The server does not take signatures here. Contact {contact} to sign another way.',
  'refused.stale': 'The petition keeps changing. Load the page again, read it and sign then.',
  'refused.not-open':
    'This petition was not open yet when your signature arrived, so it was not counted.',
  'refused.closed': 'This petition had closed when your signature arrived, so it was not counted.',
  'refused.too-large': 'Your answers are too long together. Shorten them and try again.',
  'refused.media-type':
    'The server did not understand this form. This is our mistake, not yours. Contact {contact} to sign another way.',
  'refused.invalid': 'One of your answers was not accepted. Check them all and try again.',
  'refused.key-reused': 'This signature could not be told apart from another one. Try again.',
  'refused.slow-down':
    'Too many signatures are coming from your network at the moment. Your answers are still here.',
  'refused.unavailable':
    'Something went wrong on our side. Your answers are still here. Try again in a few minutes: you will not be counted twice.',
  'refused.paused': 'Signing was paused when your signature arrived. Your answers are still here.',

  'pending.title': 'Check your email',
  'pending.step': 'One step left',
  'pending.text':
    'We are emailing a link to {email}. Your signature counts once you open it and confirm. It can take ten minutes.',
  'pending.spam': 'No email after ten minutes? Look in your spam folder.',
  'pending.resend': 'Send the email again',
  'pending.resending': 'Sending again',
  'pending.resent': 'A new email is on its way to {email}. It can take ten minutes.',
  'pending.resendFailed': 'We could not ask for another email. Try again in a few minutes.',
  'pending.change': 'Change email address',
  'signed.title': 'Thank you for signing',
  'signed.counted': 'Your signature has been added.',
  'signed.accepted': 'Your signature has been passed on to {owner}.',

  'share.title': 'Ask others to sign',
  'share.native': 'Share',
  'share.copy': 'Copy link',
  'share.copied': 'Link copied',
  'share.copyFailed': 'Could not copy. Select the link and copy it.',
  'share.link': 'Link to this petition',
  'share.email': 'Share by email',

  'status.upcoming.title': 'This petition is not open yet',
  'status.upcoming.text': 'You can sign from {date}.',
  'status.paused.title': 'Signing is paused',
  'status.paused.text': 'You cannot sign at the moment. Nothing that was signed is lost.',
  'status.closed.title': 'This petition is closed',
  'status.closed.text': 'It closed on {date}. Thank you to everyone who signed.',
  'status.closed.undated': 'Thank you to everyone who signed.',
  'status.delivered.title': 'This petition has been handed in',
  'status.answered.title': 'This petition has been answered',
  'delivery.count': { one: '{count} signature', other: '{count} signatures' },
  'delivery.place': 'Where',
  'delivery.recipient': 'To',
  'delivery.at': 'When',
  'delivery.attendees': 'Present',
  'delivery.more': 'More about the hand-in',
  'outcome.at': 'Answered',
  'outcome.more': 'More about the answer',
  'decision.title': 'What happens next',
} as const satisfies Record<string, Words>

export type MessageKey = keyof typeof en

/** What a language provides; a key it lacks falls back to English. */
export type Catalogue = { readonly [key in MessageKey]?: Words }

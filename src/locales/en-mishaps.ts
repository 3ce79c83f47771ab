import type { Words } from './en.ts'

/** Why a signature was refused or held back, or what went wrong on its way; loaded with `element/mishap-text.ts`. */
export const enMishaps = {
  'fail.timeout': 'The answer took too long.',
  'fail.unreachable': 'We could not reach the server.',
  'fail.unreadable': 'The answer could not be understood.',
  'fail.stopped': 'You stopped it on the way, so it may or may not have arrived.',
  'fail.offline':
    'Your signature was not sent. Your answers are still here. Once you are online again, choose “{button}”.',
  'offline.title': 'You are offline',
  'online.text': 'You are back online',

  'refused.title': 'Your signature was not accepted',

  'notice.preview': 'This is a preview. Your answers are complete, and nothing was sent.',
  'notice.waited':
    'This page took too long to let your signature through. It was not sent. Try again.',
  'notice.stale':
    'The petition was changed while you were reading it. Read it again, and sign if you still agree. Your answers are still here.',
  'notice.vetoed': 'This page did not let your signature through. It was not sent.',

  'fail.wait': 'You can try again {time}.',
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
  'refused.too-large': 'Your answers are too long together. Shorten them and try again.',
  'refused.media-type':
    'The server did not understand this form. This is our mistake, not yours. Contact {contact} to sign another way.',
  'refused.invalid': 'One of your answers was not accepted. Check them all and try again.',
  'refused.key-reused': 'This signature could not be told apart from another one. Try again.',
  'refused.slow-down':
    'Too many signatures are coming from your network at the moment. Your answers are still here.',
  'refused.unavailable':
    'Something went wrong on our side. Your answers are still here. Try again in a few minutes: you will not be counted twice.',
} as const satisfies Record<string, Words>

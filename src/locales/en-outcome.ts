import type { Words } from './en.ts'

/** What follows on a signature, and asking others; loaded with `element/outcome.ts`. */
export const enOutcome = {
  'pending.step': 'One step left',
  'pending.spam': 'No email after ten minutes? Look in your spam folder.',
  'pending.resend': 'Send the email again',
  'pending.resending': 'Sending again',
  'pending.resent': 'A new email is on its way to {email}. It can take ten minutes.',
  'pending.resendFailed': 'We could not ask for another email. Try again in a few minutes.',
  'pending.change': 'Change email address',

  'share.title': 'Ask others to sign',
  'share.native': 'Share',
  'share.copy': 'Copy link',
  'share.copied': 'Link copied',
  'share.copyFailed': 'Could not copy. Select the link and copy it.',
  'share.link': 'Link to this petition',
  'share.email': 'Share by email',
  'share.on': 'Share on {network}',
  'share.text': '“{title}”: will you sign too?',
} as const satisfies Record<string, Words>

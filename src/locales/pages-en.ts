import { enOutcome } from './en-outcome.ts'
import { enMishaps } from './en-mishaps.ts'
import { enSlips } from './en-slips.ts'
import { enStanding } from './en-standing.ts'
import { en, type Words } from './en.ts'

/**
 * The words of the pages that the server makes, in English. What the widget says too is said with the widget's
 * words, so that both agree; the rest is never loaded by a browser's script.
 */
export const pagesEn = {
  ...en,
  ...enOutcome,
  ...enMishaps,
  ...enSlips,
  ...enStanding,
  'page.sign': 'Sign this petition',
  'page.signatures': 'Signatures',
  'page.text': 'What we ask',
  'page.privacyPolicy': 'Privacy notice',
  'page.contact': 'Contact {contact}',
  'page.closes': 'You can sign until {date}.',

  'comment.limit': 'At most {count} characters',
  'choice.none': 'Not answered',

  'partner.back': 'Back to {partner}',
  'elsewhere.text':
    'This form cannot be sent from the page you came from. Read the petition and sign here. What you typed is still here; nothing is ticked for you.',

  'newText.text':
    'The petition was changed while you were reading it. Read it again, and sign if you still agree. What you typed is still here; nothing is ticked for you.',

  'sent.title': 'Check your email',
  'sent.text':
    'We are emailing you a link. Your signature counts once you open it and confirm. It can take ten minutes.',
  'sent.spam':
    'No email after ten minutes? Look in your spam folder, and check that you gave the right address.',
  'sent.back': 'Back to the petition',

  'confirm.title': 'Confirm your signature',
  'confirm.text': 'One step is left. Check that this signature is yours:',
  'confirm.name': 'Name',
  'confirm.petition': 'Petition',
  'confirm.consents': 'Your answers',
  'confirm.yes': 'Yes',
  'confirm.no': 'No',
  'confirm.button': 'Confirm my signature',
  'confirm.notMe': 'This was not me',
  'confirm.notMeHint': 'Then everything that was sent from the form is deleted.',
  'confirmed.title': 'Thank you, your signature is confirmed',
  'confirmed.text':
    'It counts for “{title}”. The mail you came from also holds the link for withdrawing it.',
  'confirmed.back': 'See the petition',
  'deleted.title': 'Thank you, it is deleted',
  'deleted.text':
    'What was sent with this address has been deleted. It does not count, and you need do nothing more.',
  'pausedLink.title': 'Signing is paused',
  'pausedLink.text':
    'Your signature cannot be confirmed at the moment. Your link stays good: open it again later.',

  'withdraw.title': 'Withdraw your signature',
  'withdraw.text': 'This is the signature the link belongs to:',
  'withdraw.button': 'Withdraw my signature',
  'withdraw.hint':
    'Your details are deleted. You need not give a reason, and you can sign again later.',
  'withdrawn.title': 'Your signature is withdrawn',
  'withdrawn.text': 'Your details are deleted. Thank you for having taken part.',

  'gone.title': 'This link does not work any more',
  'gone.text':
    'It may have run out, or what it belonged to has been deleted. Nothing was changed. If the petition is still open, you can sign it again.',
  'missing.title': 'There is no such page',
  'missing.text': 'Check the address, or go back to the page you came from.',
  'failed.title': 'Something went wrong on our side',
  'failed.text': 'Nothing you did is wrong. Please try again in a few minutes.',
  'unavailable.title': 'We could not finish this just now',
  'unavailable.text': 'Please try again in a few minutes: you will not be counted twice.',
  'method.title': 'This page cannot be used like that',
  'refusedForm.title': 'Your signature was not accepted',
} as const satisfies Record<string, Words>

export type PageKey = keyof typeof pagesEn

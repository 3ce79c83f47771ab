import type { Words } from './en.ts'

/** What is said of a petition that cannot be signed now; loaded with `element/standing.ts`. */
export const enStanding = {
  'status.upcoming.text': 'You can sign from {date}.',
  'status.paused.text': 'You cannot sign at the moment. Nothing that was signed is lost.',
  'status.closed.text': 'It closed on {date}. Thank you to everyone who signed.',
  'status.closed.undated': 'Thank you to everyone who signed.',

  'refused.not-open':
    'This petition was not open yet when your signature arrived, so it was not counted.',
  'refused.closed': 'This petition had closed when your signature arrived, so it was not counted.',
  'refused.paused': 'Signing was paused when your signature arrived.',

  'delivery.count': { one: '{count} signature', other: '{count} signatures' },
  'delivery.place': 'Where',
  'delivery.recipient': 'To',
  'delivery.at': 'When',
  'delivery.attendees': 'Present',
  'delivery.more': 'More about the hand-in',
  'outcome.at': 'Answered',
  'outcome.more': 'More about the answer',
  'status.withdraw': 'You can withdraw your signature at any time by writing to {contact}.',
  'status.closed.meanwhile':
    'This petition closed while you were filling in the form. Your answers are still here, but they can no longer be sent.',
  'status.paused.meanwhile':
    'Signing was paused while you were filling in the form. Your answers are still here.',
} as const satisfies Record<string, Words>

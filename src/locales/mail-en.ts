/**
 * The words of mails in English. `{…}` is filled in by the server: `{until}` is a date, all else comes from the
 * petition; nothing here may ever be filled with what the signer typed. A subject stands alone in an inbox that
 * others may see, so it names no petition and nobody's opinion.
 */
export const mailEn = {
  hello: 'Hello,',
  /** How the petition is introduced: its title stands alone, these lines below it. */
  to: 'To {target}',
  from: 'From {owner}',

  'confirm.subject': 'Please confirm your signature',
  'confirm.lead':
    'This email address was given to sign the petition below. If that was you, thank you. One step is left: your signature counts once you confirm it.',
  'confirm.button': 'Confirm my signature',
  'confirm.until':
    'Please confirm by {until}. The page shows the name and the answers that were sent, before you confirm.',
  'confirm.notYou':
    'It was not you, or you have changed your mind? Then you need do nothing: without your confirmation nothing is counted, and what was sent is deleted. You can also delete it now.',
  'confirm.withdraw':
    'Keep this mail: with the same link you can withdraw your signature later, without giving a reason.',

  'replace.subject': 'Please confirm your signature',
  'replace.lead':
    'This email address has already signed the petition below, and the signature counts. The form has now been sent once more. Every address counts once, so this changes no number.',
  'replace.button': 'Replace my details',
  'replace.until':
    'If the new details are yours and are to replace the earlier ones, press the button by {until}. The page shows the name and the answers that were sent, before you confirm.',
  'replace.notYou':
    'It was not you, or nothing is to change? Then you need do nothing: your signature stays as it is, and what was sent now is deleted. You can also delete it now.',
  'replace.withdraw':
    'To withdraw your signature, use the link in the mail with which you confirmed it.',

  'closed.subject': 'About your signature',
  'closed.lead':
    'This email address was given to sign the petition below. It has closed before the signature could be confirmed, so this one is not counted. If you confirmed a signature earlier, that one stays.',
  'closed.notYou':
    'You need do nothing: what was sent is deleted soon. You can also delete it now.',

  'withdraw.link': 'Withdraw or delete',
  privacy: '{controller} is responsible for your data. Questions: {contact}',
  'privacy.link': 'Privacy notice',
  once: 'This mail was sent because the form was filled in. Nothing in it tells anyone whether you opened it.',
} as const

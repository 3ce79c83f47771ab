/** The words of the local mailbox, a page for people who try the server out; English only. */
export const mailboxEn = {
  title: 'Local mailbox',
  what: 'These are the mails this server would have sent. They stay in a folder on this computer and nothing leaves it. For real mail, set UNDERSIGNED_SMTP_URL and UNDERSIGNED_MAIL_FROM.',
  empty: 'No mail yet. Sign a petition and the mail that confirms it will be here.',
  look: 'Look again',
  back: 'All mails',
  to: 'To',
  sent: 'Sent',
  asText: 'The same as plain text',
  asHtml: 'The mail',
  gone: 'This mail is not here any more.',
} as const

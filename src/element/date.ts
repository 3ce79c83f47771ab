import type { Locale } from './locale.ts'

/** An instant, a day or a month, no more exactly than it is given. Instants are told in the petition's time zone. */
export function dateOf(at: string, timeZone: string, locale: Locale): string {
  const isMonth = /^\d{4}-\d\d$/.test(at)
  return locale.moment(at, {
    year: 'numeric',
    month: 'long',
    ...(!isMonth && { day: 'numeric' }),
    timeZone: at.length > 10 ? timeZone : 'UTC',
  })
}

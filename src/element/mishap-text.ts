import type { TemplateResult } from 'lit/html.js'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'
import type { Mishap } from './signing.ts'

export { enMishaps as words } from '../locales/en-mishaps.ts'

/**
 * What went wrong, in a heading and in sentences: whom to ask about it, and when to try again. The page's own link leads
 * to where can be signed what cannot be signed here.
 * @param knowsKey whether the backend would know the same signature again; else nobody is promised that
 */
export function mishapText(
  mishap: Mishap,
  contact: unknown,
  knowsKey: true | undefined,
  locale: Locale,
  { html, nothing }: Kit,
): { title: string; text: TemplateResult } {
  const { why } = mishap
  if (why !== 'refused') {
    const isOffline = why === 'offline'
    const text = locale.say(`fail.${why}`, { button: locale.say('fail.retry') })
    return {
      title: locale.say(isOffline ? 'offline.title' : 'fail.title'),
      text: html`<p>${text} ${isOffline || !knowsKey ? nothing : locale.say('fail.again')}</p>`,
    }
  }
  const { code, retryAfterSeconds: seconds } = mishap
  return {
    // 503: not acknowledged, perhaps stored.
    title: locale.say(code === 'unavailable' ? 'fail.title' : 'refused.title'),
    text: html`<p>${locale.split<unknown>(`refused.${code}`, { contact })}</p>
      ${code === 'origin' ? html`<slot></slot>` : nothing}
      ${seconds ? html`<p>${locale.say('fail.wait', { time: wait(seconds, locale) })}</p>` : nothing}`,
  }
}

/** A wait in words, such as "in 2 minutes". */
function wait(seconds: number, locale: Locale): string {
  const unit = seconds < 90 ? 'second' : 'minute'
  const count = Math.max(1, Math.ceil(unit === 'second' ? seconds : seconds / 60))
  const own = locale.file?.waits?.[unit]
  return own
    ? locale.form(own, count).replace('{count}', locale.number(count))
    : new Intl.RelativeTimeFormat(locale.list).format(count, unit)
}

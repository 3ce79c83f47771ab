import { html, type TemplateResult } from 'lit/html.js'
import type { Locale } from './locale.ts'

/** What is said above everything: that these are not the visitor's words, and that nothing is sent. */
export function bannersView(
  missed: string | undefined,
  isPreview: boolean | undefined,
  locale: Locale,
): TemplateResult[] {
  const nameOf = (tag: string) => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  return [
    missed && locale.say('lang.notice', { language: nameOf(missed) }),
    isPreview && locale.say('preview.notice'),
  ]
    .filter(Boolean)
    .map((text) => html`<p class="banner" part="notice">${text}</p>`)
}

import { petitionIn } from '../language.ts'
import type { KnownPetition, Shown } from '../petitions.ts'
import type { Personal } from '../seal.ts'
import { html, type Html, type Part } from './html.ts'
import type { Partner } from '../partners.ts'
import { langOf, layout, notice } from './layout.ts'
import { link } from './links.ts'
import type { Words } from './words.ts'

/** One person's attempt as the pages behind the links show it. */
export interface ShownAttempt {
  petition: KnownPetition
  /** What was agreed to, in the words that were shown then. */
  shown: Shown | undefined
  /** What was sent; undefined where it cannot be read: then the page names the petition alone. */
  personal: Personal | undefined
  /** Whose page it was sent from. */
  partner?: Partner | undefined
}

/** Shows what was sent; a press confirms it, another deletes it. Opening the page changes nothing. */
export function confirmPage(words: Words, attempt: ShownAttempt, action: string): Html {
  const { say } = words
  return layout(words, {
    title: say('confirm.title'),
    main: html`<div class="sheet narrow">
      <h1>${say('confirm.title')}</h1>
      <p>${say('confirm.text')}</p>
      ${details(words, attempt)}
      <form method="post" action="${action}">
        <button type="submit" name="answer" value="confirm">${say('confirm.button')}</button>
        <button
          type="submit"
          name="answer"
          value="not-me"
          class="secondary"
          aria-describedby="not-me-hint"
        >
          ${say('confirm.notMe')}
        </button>
        <p class="muted" id="not-me-hint">${say('confirm.notMeHint')}</p>
      </form>
      ${wayBack(words, attempt.partner)}
    </div>`,
  })
}

/** The same for withdrawing. */
export function withdrawPage(words: Words, attempt: ShownAttempt, action: string): Html {
  const { say } = words
  return layout(words, {
    title: say('withdraw.title'),
    main: html`<div class="sheet narrow">
      <h1>${say('withdraw.title')}</h1>
      <p>${say('withdraw.text')}</p>
      ${details(words, attempt)}
      <form method="post" action="${action}">
        <button type="submit" aria-describedby="withdraw-hint">${say('withdraw.button')}</button>
        <p class="muted" id="withdraw-hint">${say('withdraw.hint')}</p>
      </form>
    </div>`,
  })
}

/** Once confirmed, and whenever the link is opened again. */
export function confirmedPage(
  words: Words,
  petition: KnownPetition,
  partner: Partner | undefined,
): Html {
  const { say } = words
  const { title } = petitionIn(petition.file, words.lang)
  return notice(words, {
    title: say('confirmed.title'),
    text: say('confirmed.text', { title }),
    more: html`<p>
        <a class="button" href="${pagePath(petition, words)}">${say('confirmed.back')}</a>
      </p>
      ${wayBack(words, partner)}`,
  })
}

export function sentPage(
  words: Words,
  petition: KnownPetition,
  partner: Partner | undefined,
): Html {
  const { say } = words
  const { lang, title } = petitionIn(petition.file, words.lang)
  return notice(words, {
    title: say('sent.title'),
    eyebrow: html`<span${langOf(lang, words)}>${title}</span>`,
    text: say('sent.text'),
    more: html`<p>${say('sent.spam')}</p>
      <p><a href="${pagePath(petition, words)}">${say('sent.back')}</a></p>
      ${wayBack(words, partner)}`,
  })
}

/**
 * The way back to where somebody came from. The address is the one that `petition put` took for that partner: nothing
 * of a request becomes one, so that no link of ours can be bent to lead elsewhere.
 */
function wayBack({ sayHtml }: Words, partner: Partner | undefined): Part {
  if (!partner?.url) return ''
  return html`<p>${link(partner.url, sayHtml('partner.back', { partner: partner.name }))}</p>`
}

/** The petition's page in the language of another page of ours. */
export function pagePath(
  { slug, file }: KnownPetition,
  { lang }: Pick<Words, 'lang'>,
  more = '',
  asked: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ ...(lang !== file.lang && { lang }), ...asked }).toString()
  return `/p/${slug}${more}${query && `?${query}`}`
}

function details(words: Words, { petition, shown, personal }: ShownAttempt): Html {
  const { say } = words
  // In the words that the form had in that language, which may have been reworded since.
  const { lang, title, consents, declarations } = petitionIn(
    shown?.agreed ?? petition.file,
    words.lang,
  )
  const answers: Html[] = personal
    ? [
        ...declarations
          .filter(({ id }) => personal.declarations?.[id])
          .map(({ text }) => answerLine(text, say('confirm.yes'))),
        ...consents.map(({ id, text, mode }) =>
          answerLine(text, answer(words, personal.consents[id], mode)),
        ),
      ]
    : []
  return html`<dl>
    ${
      personal &&
      html`<dt>${say('confirm.name')}</dt>
        <dd><bdi>${nameOf(personal)}</bdi></dd>`
    }
    <dt>${say('confirm.petition')}</dt>
    <dd${langOf(lang, words)}>${title}</dd>
    ${
      answers.length > 0 &&
      html`<dt>${say('confirm.consents')}</dt>
        <dd>
          <ul class="answers">
            ${answers}
          </ul>
        </dd>`
    }
  </dl>`

  function answerLine(text: string, said: string): Html {
    return html`<li><span${langOf(lang, words)}>${text}</span> <strong>${said}</strong></li> `
  }
}

function nameOf({ name, given, family }: Personal): string {
  return name ?? [given, family].filter(Boolean).join(' ')
}

/** A box that was left unticked is a no in people's eyes. */
function answer({ say }: Words, given: boolean | undefined, mode: 'checkbox' | 'yes-no'): string {
  if (given) return say('confirm.yes')
  return given === undefined && mode === 'yes-no' ? say('choice.none') : say('confirm.no')
}

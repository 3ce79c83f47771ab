import type { KnownPetition, Shown } from '../petitions.ts'
import type { Personal } from '../seal.ts'
import { html, type Html, type Part } from './html.ts'
import { layout, notice } from './layout.ts'
import { say } from './words.ts'

/** One person's attempt as the pages behind the links show it. */
export interface ShownAttempt {
  petition: KnownPetition
  /** What was agreed to, in the words that were shown then. */
  shown: Shown | undefined
  personal: Personal
}

/** Shows what was sent; a press confirms it, another deletes it. Opening the page changes nothing. */
export function confirmPage(attempt: ShownAttempt, action: string): Html {
  return layout({
    title: say('confirm.title'),
    main: html`<div class="sheet narrow">
      <h1>${say('confirm.title')}</h1>
      <p>${say('confirm.text')}</p>
      ${details(attempt)}
      <form method="post" action="${action}">
        <button type="submit" name="answer" value="confirm">${say('confirm.button')}</button>
        <button type="submit" name="answer" value="not-me" class="secondary">
          ${say('confirm.notMe')}
        </button>
        <p class="muted">${say('confirm.notMeHint')}</p>
      </form>
    </div>`,
  })
}

/** The same for withdrawing. */
export function withdrawPage(attempt: ShownAttempt, action: string): Html {
  return layout({
    title: say('withdraw.title'),
    main: html`<div class="sheet narrow">
      <h1>${say('withdraw.title')}</h1>
      <p>${say('withdraw.text')}</p>
      ${details(attempt)}
      <form method="post" action="${action}">
        <button type="submit">${say('withdraw.button')}</button>
        <p class="muted">${say('withdraw.hint')}</p>
      </form>
    </div>`,
  })
}

/** Once confirmed, and whenever the link is opened again. */
export function confirmedPage(petition: KnownPetition): Html {
  return notice({
    title: say('confirmed.title'),
    text: say('confirmed.text', { title: petition.file.title }),
    more: html`<p><a class="button" href="/p/${petition.slug}">${say('confirmed.back')}</a></p>`,
  })
}

export function sentPage(petition: KnownPetition): Html {
  return notice({
    title: say('sent.title'),
    eyebrow: petition.file.title,
    text: say('sent.text'),
    more: html`<p>${say('sent.spam')}</p>
      <p><a href="/p/${petition.slug}">${say('sent.back')}</a></p>`,
  })
}

function details({ petition, shown, personal }: ShownAttempt): Html {
  const name = personal.name ?? [personal.given, personal.family].filter(Boolean).join(' ')
  const consents: Part = (shown?.agreed.consents ?? []).map(
    ({ id, text, mode }) =>
      html`<li>${text} <strong>${answer(personal.consents[id], mode)}</strong></li> `,
  )
  const declarations: Part = (shown?.agreed.declarations ?? [])
    .filter(({ id }) => personal.declarations?.[id])
    .map(({ text }) => html`<li>${text} <strong>${say('confirm.yes')}</strong></li> `)
  const hasAny =
    (shown?.agreed.consents.length ?? 0) > 0 || Object.keys(personal.declarations ?? {}).length > 0
  return html`<dl>
    <dt>${say('confirm.name')}</dt>
    <dd><bdi>${name}</bdi></dd>
    <dt>${say('confirm.petition')}</dt>
    <dd lang="${petition.file.lang}">${shown?.agreed.title ?? petition.file.title}</dd>
    ${
      hasAny &&
      html`<dt>${say('confirm.consents')}</dt>
        <dd>
          <ul class="answers" lang="${petition.file.lang}">
            ${declarations}${consents}
          </ul>
        </dd>`
    }
  </dl>`
}

/** A box that was left unticked is a no in people's eyes. */
function answer(given: boolean | undefined, mode: 'checkbox' | 'yes-no'): string {
  if (given) return say('confirm.yes')
  return given === undefined && mode === 'yes-no' ? say('choice.none') : say('confirm.no')
}

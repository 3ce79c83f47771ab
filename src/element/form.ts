import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Consent, Field, Petition } from '../schema/index.ts'
import type { Answers } from './answers.ts'
import { buttonView } from './button.ts'
import { slips } from './chunk.ts'
import { controlView } from './control.ts'
import type { Filling } from './filling.ts'
import { heading } from './heading.ts'
import type { AskedInWords } from './issue-text.ts'
import { kit } from './kit.ts'
import { legalView } from './legal.ts'
import type { Locale } from './locale.ts'
import { rowOf } from './row.ts'
import type { SigningState } from './signing.ts'

/** What the form shows. It holds nothing itself: answers and issues are handed in. */
export interface FormView {
  petition: Petition
  asked: AskedInWords & { fields: readonly Field[] }
  answers: Answers
  state: SigningState
  level: number
  /** Hears what is typed and left. */
  filling: Filling
  /** Somebody begins to fill it in. */
  begin: () => void
  /** On the button too: a frame that may not send forms hears of no `submit`. */
  sign: (event: Event) => void
  stop: () => void
  /** Above the form: what went wrong, or has to be known. */
  panel: TemplateResult | typeof nothing
}

export function formView(view: FormView, locale: Locale): TemplateResult {
  const { asked, filling, state } = view
  const pace = state.kind === 'sending' ? state.pace : undefined
  // Should our listener not hear of a press, browsers would send the answers to the page's own address: this method
  // is for dialogs, and outside of one it does nothing.
  return html`<form
    method="dialog"
    part="form"
    class="form ${pace ? 'is-sending' : ''}"
    novalidate
    aria-labelledby="form-title"
    @submit=${view.sign}
    @input=${filling.onInput}
    @change=${filling.onInput}
    @focusin=${view.begin}
    @focusout=${filling.onLeave}
  >
    ${heading(view.level + 1, 'form-title', locale.say('form.title'))} ${view.panel}
    <p class="quiet">${locale.say('form.allRequired')}</p>
    <div class="rows">${asked.fields.map((field) => fieldView(field, view, locale))}</div>
    <div class="trap" aria-hidden="true">
      <label for="trap">${locale.say('form.trap')}</label>
      <input
        id="trap"
        name="trap"
        tabindex="-1"
        autocomplete="off"
        .value=${view.answers['trap'] ?? ''}
      />
    </div>
    ${asked.declarations.map(({ id, ...declaration }) => tickView(`declarations.${id}`, declaration, view, locale))}
    ${asked.consents.map((consent) => consentView(consent, view, locale))}
    <slot name="challenge"></slot>
    ${legalView(view.petition, locale)}
    <div class="actions">
      <button
        part="button"
        class="button"
        id="submit"
        aria-disabled=${pace ? 'true' : nothing}
        @click=${view.sign}
      >
        ${locale.say(pace ? 'sending' : 'submit')}
      </button>
      ${pace === 'stoppable' ? buttonView(locale.say('sending.stop'), view.stop) : nothing}
    </div>
    ${
      pace === 'slow' || pace === 'stoppable'
        ? html`<p class="quiet">${locale.say('sending.slow')}</p>`
        : nothing
    }
  </form>`
}

function fieldView(field: Field, view: FormView, locale: Locale): TemplateResult {
  const { name, required, purpose } = field
  const own = ownHint(name, view, locale)
  const hint = purpose ? html`${petitionText(purpose, view)}${own && html`<br />${own}`}` : own
  const row = rowOf(name, hint, view, locale)
  return html`<div part="row" class="row ${name} ${row.mark}">
    <label part="label" for=${name}>
      ${locale.say(`${name}.label`)}${optionalView(required, locale)}
    </label>
    ${row.hint} ${row.error}
    ${controlView(field, view.answers[name] ?? '', view.state.kind === 'sending', row, locale)}
    ${
      name === 'email' && view.filling.suggestion && slips.part
        ? slips.part.suggestionView(view.filling.suggestion, locale, kit)
        : nothing
    }
  </div>`
}

/** What is worth knowing before an answer is typed, besides what the petition says itself. */
function ownHint(
  name: Field['name'],
  { petition, asked }: FormView,
  locale: Locale,
): string | undefined {
  if (name === 'comment') return locale.say('comment.hint', { target: petition.target.name })
  if (name === 'postcode') {
    const example = slips.part?.postcodeExample(asked.country ?? '')
    return example && locale.say('postcode.hint', { example })
  }
  return (name === 'email' && petition.confirmation === 'email') || name === 'phone'
    ? locale.say(`${name}.hint`)
    : undefined
}

function consentView(consent: Consent, view: FormView, locale: Locale): TemplateResult {
  const { id, text, required, mode } = consent
  const name = `consents.${id}`
  if (mode === 'checkbox') return tickView(name, { text, required }, view, locale)
  const row = rowOf(name, required ? undefined : locale.say('consent.hint'), view, locale)
  const choice = (value: 'yes' | 'no') =>
    html`<label class="tick">
      <input
        type="radio"
        part="checkbox"
        id=${value === 'yes' ? name : `${name}-no`}
        name=${name}
        value=${value}
        ?required=${required}
        aria-invalid=${row.invalid}
        .checked=${view.answers[name] === value}
      />${locale.say(`consent.${value}`)}</label
    >`
  return html`<fieldset part="row" class="row ${row.mark}" aria-describedby=${row.described}>
    <legend part="label">${petitionText(text, view)}${optionalView(required, locale)}</legend>
    ${row.hint} ${row.error} ${choice('yes')} ${choice('no')}
  </fieldset>`
}

/** One box, never ticked beforehand. */
function tickView(
  name: string,
  { text, required, purpose }: { text: string; required: boolean; purpose?: string | undefined },
  view: FormView,
  locale: Locale,
): TemplateResult {
  const row = rowOf(name, purpose && petitionText(purpose, view), view, locale)
  return html`<div part="row" class="row ${row.mark}">
    ${row.error}
    <label class="tick">
      <input
        type="checkbox"
        part="checkbox"
        id=${name}
        name=${name}
        value="yes"
        ?required=${required}
        aria-invalid=${row.invalid}
        aria-describedby=${row.described}
        .checked=${view.answers[name] === 'yes'}
      /><span>${petitionText(text, view)}${optionalView(required, locale)}</span></label
    >
    ${row.hint}
  </div>`
}

/** What the petition says itself is in its own language, which need not be the form's. */
function petitionText(text: string, { petition }: FormView): TemplateResult {
  return html`<span lang=${petition.lang}>${text}</span>`
}

/** The space is in the text: Chromium leaves it out of names where it stands alone between two pieces. */
function optionalView(required: boolean, locale: Locale): TemplateResult | typeof nothing {
  return required ? nothing : html`<span class="quiet">${` ${locale.say('form.optional')}`}</span>`
}

import { html, nothing, type TemplateResult } from 'lit/html.js'
import {
  limits,
  type Attention,
  type Consent,
  type Declaration,
  type Field,
  type Petition,
} from '../schema/index.ts'
import { isAsked, type Answers } from './answers.ts'
import { countries, country } from './countries.ts'
import type { Suggestion } from './filling.ts'
import { heading } from './heading.ts'
import { issueText, type AskedInWords } from './issue-text.ts'
import { linkTo, linkToContact } from './links.ts'
import type { Locale } from './locale.ts'

/** What the form shows. It holds nothing itself: answers and issues are handed in. */
export interface FormView {
  petition: Petition
  asked: AskedInWords & { fields: readonly Field[] }
  answers: Answers
  issues: readonly Attention[]
  level: number
  /** Words on the button, while a signature is on its way. */
  sending: string | undefined
  /** Beside the button, when it takes long. */
  note: string | undefined
  /** Shown beside the button when it has taken long. */
  stop: (() => void) | undefined
  suggestion: Suggestion | undefined
  onInput: (event: Event) => void
  onLeave: (event: FocusEvent) => void
  onSubmit: (event: SubmitEvent) => void
  /** Above the form: what went wrong, or has to be known. */
  panel: TemplateResult | typeof nothing
}

export function formView(view: FormView, locale: Locale): TemplateResult {
  const { asked, answers } = view
  const isSending = view.sending !== undefined
  return html`<form
    part="form"
    class=${isSending ? 'form is-sending' : 'form'}
    novalidate
    aria-labelledby="form-title"
    @submit=${view.onSubmit}
    @input=${view.onInput}
    @change=${view.onInput}
    @focusout=${view.onLeave}
  >
    ${heading(view.level + 1, 'form-title', locale.say('form.title'))} ${view.panel}
    <p class="quiet">${locale.say('form.allRequired')}</p>
    <div class="rows">
      ${asked.fields.filter((field) => isAsked(field, answers)).map((field) => fieldView(field, view, locale))}
    </div>
    <div class="trap" aria-hidden="true">
      <label for="trap">${locale.say('form.trap')}</label>
      <input
        id="trap"
        name="trap"
        type="text"
        tabindex="-1"
        autocomplete="off"
        .value=${answers['trap'] ?? ''}
      />
    </div>
    ${asked.declarations.map((declaration) => tickView(`declarations.${declaration.id}`, declaration, view, locale))}
    ${asked.consents.map((consent) => consentView(consent, view, locale))}
    <slot name="challenge"></slot>
    <div class="actions">
      <button
        type="submit"
        part="button"
        class="button"
        id="submit"
        aria-disabled=${isSending ? 'true' : nothing}
      >
        ${view.sending ?? locale.say('submit')}
      </button>
      ${
        view.stop
          ? html`<button
              type="button"
              part="secondary-button"
              class="button secondary"
              @click=${view.stop}
            >
              ${locale.say('sending.stop')}
            </button>`
          : nothing
      }
    </div>
    ${view.note ? html`<p class="quiet">${view.note}</p>` : nothing}
    ${legalView(view.petition, locale)}
  </form>`
}

/** The list of what needs attention, in the order it is asked; each entry leads to its control. */
export function summaryView(
  view: Pick<FormView, 'asked' | 'level'> & {
    summary: readonly Attention[]
    goTo: (field: string) => void
  },
  locale: Locale,
): TemplateResult {
  return html`<div
    class="panel is-error"
    part="error-summary"
    role="group"
    id="panel"
    tabindex="-1"
    aria-labelledby="panel-title"
  >
    ${heading(view.level + 2, 'panel-title', locale.say('errors.title'))}
    <ul>
      ${view.summary.map((issue) => {
        const go = (event: Event) => {
          // A link into a shadow root would change the page's address and move no focus.
          event.preventDefault()
          view.goTo(issue.field)
        }
        return html`<li>
          <a href="#${issue.field}" @click=${go}>${issueText(issue, view.asked, locale)}</a>
        </li>`
      })}
    </ul>
  </div>`
}

/** How each field is typed and filled in by the browser (WHATWG autofill tokens). */
const kinds: Record<Exclude<Field['name'], 'country' | 'comment'>, Record<string, string>> = {
  name: { type: 'text', autocomplete: 'name', autocapitalize: 'words', dir: 'auto' },
  given: { type: 'text', autocomplete: 'given-name', autocapitalize: 'words', dir: 'auto' },
  family: { type: 'text', autocomplete: 'family-name', autocapitalize: 'words', dir: 'auto' },
  email: { type: 'email', autocomplete: 'email', autocapitalize: 'none', dir: 'ltr' },
  postcode: {
    type: 'text',
    autocomplete: 'postal-code',
    autocapitalize: 'characters',
    dir: 'auto',
  },
  city: { type: 'text', autocomplete: 'address-level2', autocapitalize: 'words', dir: 'auto' },
  phone: { type: 'tel', autocomplete: 'tel', autocapitalize: 'none', dir: 'ltr' },
  organisation: {
    type: 'text',
    autocomplete: 'organization',
    autocapitalize: 'words',
    dir: 'auto',
  },
}

function fieldView(field: Field, view: FormView, locale: Locale): TemplateResult {
  const { name, required, purpose } = field
  const error = errorOf(name, view, locale)
  const hint = purpose ?? (name === 'email' ? locale.say('email.hint') : undefined)
  const described = describedBy(name, {
    hint: Boolean(hint),
    left: name === 'comment',
    error: Boolean(error),
  })
  return html`<div part="row" class="row ${name} ${error ? 'has-error' : ''}">
    <label part="label" for=${name}>
      ${locale.say(`${name}.label`)}
      ${required ? nothing : html`<span class="optional">${locale.say('form.optional')}</span>`}
    </label>
    ${hint ? html`<p part="hint" class="hint" id="${name}-hint">${hint}</p>` : nothing}
    ${errorView(name, error, locale)} ${controlView(field, view, described, Boolean(error), locale)}
    ${name === 'email' && view.suggestion ? suggestionView(view.suggestion, locale) : nothing}
  </div>`
}

function controlView(
  { name, required, common }: Field,
  { answers, sending }: FormView,
  described: string | typeof nothing,
  isWrong: boolean,
  locale: Locale,
): TemplateResult {
  const value = answers[name] ?? ''
  const invalid = isWrong ? 'true' : nothing
  if (name === 'country') {
    return html`<select
      part="select"
      id="country"
      name="country"
      autocomplete="country"
      ?required=${required}
      aria-invalid=${invalid}
      aria-describedby=${described}
    >
      <option value="" ?selected=${!value}>${locale.say('country.choose')}</option>
      ${countryOptions(value, common, locale)}
    </select>`
  }
  if (name === 'comment') {
    const left = limits.comment - [...value].length
    return html`<textarea
        part="textarea"
        id="comment"
        name="comment"
        rows="4"
        dir="auto"
        ?required=${required}
        ?readonly=${sending !== undefined}
        aria-invalid=${invalid}
        aria-describedby=${described}
        .value=${value}
      ></textarea>
      <p class="hint" id="comment-left">
        ${locale.say(left < 0 ? 'comment.over' : 'comment.left', { count: Math.abs(left) })}
      </p>`
  }
  const kind = kinds[name]
  return html`<input
    part="input"
    id=${name}
    name=${name}
    type=${kind['type']}
    autocomplete=${kind['autocomplete']}
    autocapitalize=${kind['autocapitalize']}
    dir=${kind['dir']}
    spellcheck="false"
    ?required=${required}
    ?readonly=${sending !== undefined}
    aria-invalid=${invalid}
    aria-describedby=${described}
    .value=${value}
  />`
}

function countryOptions(
  value: string,
  common: readonly string[] | undefined,
  locale: Locale,
): TemplateResult {
  const options = (codes: readonly { code: string; name: string }[], chosen: string) =>
    codes.map(
      ({ code, name }) => html`<option value=${code} ?selected=${code === chosen}>${name}</option>`,
    )
  const first = common?.map((code) => country(code, locale.list)) ?? []
  // A country in both lists is chosen in the first, so that only one option is.
  const isFirst = first.some(({ code }) => code === value)
  const all = options(countries(locale.list), isFirst ? '' : value)
  if (first.length === 0) return html`${all}`
  return html`<optgroup label=${locale.say('country.common')}>${options(first, value)}</optgroup>
    <optgroup label=${locale.say('country.all')}>${all}</optgroup>`
}

function suggestionView({ email, use, keep }: Suggestion, locale: Locale): TemplateResult {
  return html`<div class="suggestion">
    <p>${locale.say('email.suggest', { email })}</p>
    <button type="button" part="secondary-button" class="button secondary" @click=${use}>
      ${locale.say('email.use', { email })}
    </button>
    <button type="button" part="secondary-button" class="button secondary" @click=${keep}>
      ${locale.say('email.keep')}
    </button>
  </div>`
}

function consentView(consent: Consent, view: FormView, locale: Locale): TemplateResult {
  const name = `consents.${consent.id}`
  if (consent.mode === 'checkbox') return tickView(name, consent, view, locale)
  const error = errorOf(name, view, locale)
  const choice = (value: 'yes' | 'no') =>
    html`<label class="tick">
      <input
        type="radio"
        part="checkbox"
        id=${value === 'yes' ? name : `${name}-no`}
        name=${name}
        value=${value}
        .checked=${view.answers[name] === value}
      /><span>${locale.say(`consent.${value}`)}</span></label
    >`
  return html`<fieldset
    part="row"
    class="row ${error ? 'has-error' : ''}"
    aria-describedby=${describedBy(name, { hint: !consent.required, error: Boolean(error) })}
  >
    <legend part="label">${consent.text}</legend>
    ${consent.required ? nothing : html`<p part="hint" class="hint" id="${name}-hint">${locale.say('consent.hint')}</p>`}
    ${errorView(name, error, locale)} ${choice('yes')} ${choice('no')}
  </fieldset>`
}

/** One box, never ticked beforehand. */
function tickView(
  name: string,
  {
    text,
    required,
    purpose,
  }: Pick<Consent | Declaration, 'text' | 'required'> & { purpose?: string | undefined },
  view: FormView,
  locale: Locale,
): TemplateResult {
  const error = errorOf(name, view, locale)
  const hint = name.startsWith('declarations.') ? purpose : undefined
  return html`<div part="row" class="row ${error ? 'has-error' : ''}">
    ${errorView(name, error, locale)}
    <label class="tick">
      <input
        type="checkbox"
        part="checkbox"
        id=${name}
        name=${name}
        value="yes"
        ?required=${required}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${describedBy(name, { hint: Boolean(hint), error: Boolean(error) })}
        .checked=${view.answers[name] === 'yes'}
      /><span
        >${text}
        ${required ? nothing : html`<span class="optional">${locale.say('form.optional')}</span>`}</span
      ></label
    >
    ${hint ? html`<p part="hint" class="hint" id="${name}-hint">${hint}</p>` : nothing}
  </div>`
}

/** Who uses the details, where it is written, and how to take the signature back. */
function legalView({ controller }: Petition, locale: Locale): TemplateResult {
  const notice = linkTo(controller.privacyUrl)
  const link = locale.say('privacy.link')
  const contact = linkToContact(controller.contact)
  return html`<div part="legal" class="legal">
    <p>
      ${locale.split<TemplateResult>('privacy.text', {
        controller: controller.name,
        link: notice
          ? html`<a href=${notice} target="_blank" rel="noopener"
              >${link}<span class="unseen"> ${locale.say('newTab')}</span></a
            >`
          : link,
      })}
    </p>
    <p>
      ${locale.split<TemplateResult>('privacy.withdraw', {
        contact: contact ? html`<a href=${contact}>${controller.contact}</a>` : controller.contact,
      })}
    </p>
    <slot name="legal"></slot>
  </div>`
}

function errorOf(name: string, { issues, asked }: FormView, locale: Locale): string | undefined {
  const issue = issues.find(({ field }) => field === name)
  return issue && issueText(issue, asked, locale)
}

function errorView(
  name: string,
  error: string | undefined,
  locale: Locale,
): TemplateResult | typeof nothing {
  if (!error) return nothing
  return html`<p part="error" class="error" id="${name}-error">
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1l7.5 13.5H.5zM7.1 6v4.4h1.8V6zm0 5.5v1.8h1.8v-1.8z" />
    </svg>
    <span><span class="unseen">${locale.say('error.prefix')}</span> ${error}</span>
  </p>`
}

function describedBy(name: string, parts: Record<string, boolean>): string | typeof nothing {
  const ids = Object.keys(parts).filter((part) => parts[part])
  return ids.length > 0 ? ids.map((part) => `${name}-${part}`).join(' ') : nothing
}

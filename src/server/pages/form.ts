import {
  fieldsIn,
  limits,
  postcodeExample,
  type Consent,
  type Declaration,
  type Field,
} from '../../schema/index.ts'
import { control } from './form-controls.ts'
import { inputId, type WordedIssue } from './form-errors.ts'
import { html, type Html, type Part } from './html.ts'
import { langOf } from './layout.ts'
import { contactLink, linkInNewTab } from './links.ts'
import type { Words } from './words.ts'

/** What a person typed, by the names of the form's fields. */
export type Typed = Pick<URLSearchParams, 'get'>

/** What a form asks, in the language it is shown in. */
export interface AskedPetition {
  lang: string
  target: { name: string }
  controller: { name: string; privacyUrl: string; contact: string }
  consents: readonly Consent[]
  declarations: readonly Declaration[]
}

/** What the rows of a form need of it. */
interface Form {
  words: Words
  petition: AskedPetition
  value: (name: string) => string
  issueOf: (field: string) => WordedIssue | undefined
}

/** The plain form, which works without JavaScript; with issues, as it comes back with what was typed. */
export function signForm(given: {
  words: Words
  action: string
  petition: AskedPetition
  fields: readonly Field[]
  revision: string
  /** Whose page somebody came from, and by what. */
  partner?: string | undefined
  source?: string | null | undefined
  typed?: Typed
  issues?: readonly WordedIssue[]
}): Html {
  const { words, action, petition, fields, revision, partner, source, typed, issues = [] } = given
  const { say, sayHtml } = words
  const { controller } = petition
  const form: Form = {
    words,
    petition,
    value: (name) => typed?.get(name) ?? '',
    issueOf: (field) => issues.find((issue) => issue.field === field),
  }
  return html`<form
    method="post"
    action="${action}"
    accept-charset="utf-8"
    novalidate
    aria-labelledby="sign-title"
  >
    <p class="muted">${say('form.allRequired')}</p>
    ${fieldsIn(countryOf(fields, typed), fields).map((field) => fieldRow(field, fields, form))}
    ${petition.declarations.map((declaration) => declarationRow(declaration, form))}
    ${petition.consents.map((consent) => consentRow(consent, form))}
    <div class="trap" aria-hidden="true">
      <label for="trap">${say('form.trap')}</label>
      <input id="trap" name="trap" type="text" tabindex="-1" autocomplete="off" />
    </div>
    <input type="hidden" name="shown" value="${revision}" />
    <input type="hidden" name="locale" value="${words.lang}" />
    ${partner && html`<input type="hidden" name="partner" value="${partner}" /> `}
    ${source && html`<input type="hidden" name="source" value="${source}" /> `}
    <div class="legal">
      <p>
        ${sayHtml('privacy.text', {
          controller: controller.name,
          link: linkInNewTab(controller.privacyUrl, say('privacy.link'), words),
        })}
      </p>
      <p>${sayHtml('privacy.withdraw', { contact: contactLink(controller.contact) })}</p>
    </div>
    <button type="submit">${say('submit')}</button>
  </form>`
}

/** Where the person lives, as far as the form says so. */
export function countryOf(fields: readonly Field[], typed: Typed | undefined): string {
  return typed?.get('country') ?? fields.find(({ name }) => name === 'country')?.preset ?? ''
}

function fieldRow(field: Field, fields: readonly Field[], form: Form): Html {
  const { words, value, issueOf } = form
  const { name, required } = field
  const id = inputId(name)
  const issue = issueOf(name)
  const country = value('country') || countryOf(fields, undefined)
  const hint = hintOf(field, country, form)
  const attributes = html`id="${id}"
  name="${name}"${required && html` required`}${pointing(id, hint, issue)}${issue && html` aria-invalid="true"`}`
  return html`<div class="row row-${name}${issue && ' wrong'}">
    <label for="${id}">${words.say(`${name}.label`)}${optional(required, words)}</label>
    ${hintLine(id, hint)} ${errorLine(id, issue, words)}
    ${control(field, attributes, value(name), words)}
  </div> `
}

function hintOf(
  { name, purpose }: Field,
  country: string,
  { words: { say }, petition }: Form,
): string[] {
  const example = postcodeExample(country)
  const own = {
    email: () => [say('email.hint')],
    phone: () => [say('phone.hint')],
    postcode: () => (example ? [say('postcode.hint', { example })] : []),
    comment: () => [
      say('comment.hint', { target: petition.target.name }),
      say('comment.limit', { count: limits.comment }),
    ],
  }
  // A field that has a hint of its own, as is seen here.
  const lines = name in own ? own[name as keyof typeof own]() : []
  return purpose ? [purpose, ...lines] : lines
}

function declarationRow(declaration: Declaration, form: Form): Html {
  return checkbox(
    `declarations.${declaration.id}`,
    declaration,
    declaration.purpose ? [declaration.purpose] : [],
    form,
  )
}

function consentRow(consent: Consent, form: Form): Html {
  const { words, petition, value, issueOf } = form
  const name = `consents.${consent.id}`
  const hint = consent.required ? [] : [words.say('consent.hint')]
  if (consent.mode === 'checkbox') return checkbox(name, consent, hint, form)
  const id = inputId(name)
  const issue = issueOf(name)
  const radio = (answer: 'yes' | 'no', suffix: string) =>
    html`<label class="choice"
      ><input
        type="radio"
        id="${id}${suffix}"
        name="${name}"
        value="${answer}"
        ${value(name) === answer && html` checked`}${consent.required && html` required`}
      />
      <span>${words.say(`consent.${answer}`)}</span></label
    >`
  return html`<fieldset class="row${issue && ' wrong'}"${pointing(id, hint, issue)}>
    <legend>
      <span${langOf(petition.lang, words)}>${consent.text}</span>${optional(consent.required, words)}
    </legend>
    ${hintLine(id, hint)} ${errorLine(id, issue, words)}
    <div class="choices">${radio('yes', '')}${radio('no', '-no')}</div>
  </fieldset> `
}

function checkbox(
  name: string,
  { text, required }: { text: string; required: boolean },
  hint: readonly string[],
  { words, petition, value, issueOf }: Form,
): Html {
  const id = inputId(name)
  const issue = issueOf(name)
  return html`<div class="row${issue && ' wrong'}">
    ${errorLine(id, issue, words)}
    <label class="choice"
      ><input
        type="checkbox"
        id="${id}"
        name="${name}"
        value="on"
        ${value(name) === 'on' && html` checked`}${
          required && html` required`
        }${pointing(id, hint, issue)}${issue && html` aria-invalid="true"`}
      />
      <span
        ><span${langOf(petition.lang, words)}>${text}</span>${optional(required, words)}</span
      ></label
    >
    ${hintLine(id, hint, ' indented')}
  </div> `
}

/** `aria-describedby`: the hint first, then what is to be done. */
function pointing(id: string, hint: readonly string[], issue: WordedIssue | undefined): Part {
  const described = [hint.length > 0 && `${id}-hint`, issue && `${id}-error`]
    .filter(Boolean)
    .join(' ')
  return described && html` aria-describedby="${described}"`
}

function optional(required: boolean, { say }: Words): Part {
  return !required && html` <span class="muted">${say('form.optional')}</span>`
}

function hintLine(id: string, hint: readonly string[], more = ''): Part {
  return (
    hint.length > 0 &&
    html`<p class="hint${more}" id="${id}-hint">
      ${hint.map((line, i) => html`${i > 0 && html`<br />`}<bdi>${line}</bdi>`)}
    </p>`
  )
}

function errorLine(id: string, issue: WordedIssue | undefined, { say }: Words): Part {
  return (
    issue &&
    html`<p class="error" id="${id}-error">
      <span class="hidden">${say('error.prefix')} </span>${issue.text}
    </p>`
  )
}

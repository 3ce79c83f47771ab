import {
  limits,
  type Consent,
  type Declaration,
  type Field,
  type FieldName,
  type Issue,
} from '../../schema/index.ts'
import { countriesIn } from '../countries.ts'
import type { Shown } from '../petitions.ts'
import { inputId, issueText } from './form-errors.ts'
import { html, type Html, type Part } from './html.ts'
import { pageLang, say, sayHtml } from './words.ts'

/** What a person typed, by the names of the form's fields. */
export type Typed = Pick<URLSearchParams, 'get'>

const autocomplete: Partial<Record<FieldName, string>> = {
  name: 'name',
  given: 'given-name',
  family: 'family-name',
  email: 'email',
  country: 'country',
  postcode: 'postal-code',
  city: 'address-level2',
  phone: 'tel',
  organisation: 'organization',
}

/** What helps the keyboards of phones, and keeps them from "correcting" names. */
const typing: Partial<Record<FieldName, Html>> = {
  name: html` autocapitalize="words" spellcheck="false" dir="auto"`,
  given: html` autocapitalize="words" spellcheck="false" dir="auto"`,
  family: html` autocapitalize="words" spellcheck="false" dir="auto"`,
  email: html` inputmode="email" autocapitalize="none" spellcheck="false" dir="ltr"`,
  postcode: html` autocapitalize="characters" spellcheck="false"`,
}

/** The plain form, which works without JavaScript; with issues, as it comes back with what was typed. */
export function signForm(form: {
  action: string
  shown: Shown
  revision: string
  typed?: Typed
  issues?: readonly Issue[]
}): Html {
  const { action, shown, revision, typed, issues = [] } = form
  const { asked, agreed } = shown
  const issueOf = (field: string) => issues.find((issue) => issue.field === field)
  const value = (name: string) => typed?.get(name) ?? ''

  return html`<form method="post" action="${action}" accept-charset="utf-8" novalidate>
    <p class="muted">${say('form.allRequired')}</p>
    ${asked.fields.map((field) => fieldRow(field, value(field.name), issueOf(field.name)))}
    ${agreed.declarations.map((declaration) => declarationRow(declaration, value, issueOf))}
    ${agreed.consents.map((consent) => consentRow(consent, value, issueOf))}
    <div class="trap" aria-hidden="true">
      <label for="trap">${say('form.trap')}</label>
      <input id="trap" name="trap" type="text" tabindex="-1" autocomplete="off" />
    </div>
    <input type="hidden" name="shown" value="${revision}" />
    <input type="hidden" name="locale" value="${pageLang}" />
    <div class="legal">
      <p>
        ${sayHtml('privacy.text', {
          controller: agreed.controller.name,
          link: html`<a href="${agreed.controller.privacyUrl}">${say('privacy.link')}</a>`,
        })}
      </p>
      <p>${say('privacy.withdraw', { contact: agreed.controller.contact })}</p>
    </div>
    <button type="submit">${say('submit')}</button>
  </form>`
}

function fieldRow(field: Field, value: string, issue: Issue | undefined): Html {
  const { name, required } = field
  const id = inputId(name)
  const hint = hintOf(field)
  const described = [hint && `${id}-hint`, issue && `${id}-error`].filter(Boolean).join(' ')
  const common = html`id="${id}"
  name="${name}"${required && html` required`}${
    described && html` aria-describedby="${described}"`
  }${issue && html` aria-invalid="true"`}${autocomplete[name] && html` autocomplete="${autocomplete[name]}"`}`
  return html`<div class="row${issue && ' wrong'}">
    <label for="${id}"
      >${say(`${name}.label`)}${!required && html` <span class="muted">${say('form.optional')}</span>`}</label
    >
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorLine(id, issue)}
    ${control(field, common, value)}
  </div> `
}

function hintOf({ name, purpose }: Field): Part {
  if (purpose) return purpose
  if (name === 'email') return say('email.hint')
  if (name === 'comment') return say('comment.limit', { count: limits.comment })
  return ''
}

function control(field: Field, attributes: Html, value: string): Html {
  switch (field.name) {
    case 'country':
      return countrySelect(field, attributes, value)
    case 'comment':
      return html`<textarea ${attributes} rows="5" dir="auto">${value}</textarea>`
    default: {
      const type = field.name === 'email' ? 'email' : field.name === 'phone' ? 'tel' : 'text'
      return html`<input ${attributes} type="${type}" value="${value}" ${typing[field.name]} />`
    }
  }
}

function countrySelect(field: Field, attributes: Html, value: string): Html {
  const countries = countriesIn(pageLang)
  const common = (field.common ?? []).flatMap(
    (code) => countries.find((country) => country.code === code) ?? [],
  )
  const chosen = value || (field.preset ?? '')
  // A country in both groups is chosen in the first: two chosen options would take the last.
  const option = ({ code, name }: { code: string; name: string }, isChosen: boolean) =>
    html`<option value="${code}" ${isChosen && html` selected`}>${name}</option> `
  const isCommon = (code: string) => common.some((country) => country.code === code)
  const all = countries.map((country) =>
    option(country, country.code === chosen && !isCommon(chosen)),
  )
  return html`<select ${attributes}>
    <option value="">${say('country.choose')}</option>
    ${
      common.length > 0
        ? html`<optgroup label="${say('country.common')}">
              ${common.map((country) => option(country, country.code === chosen))}
            </optgroup>
            <optgroup label="${say('country.all')}">${all}</optgroup>`
        : all
    }
  </select>`
}

type ValueOf = (name: string) => string
type IssueOf = (field: string) => Issue | undefined

function declarationRow(declaration: Declaration, value: ValueOf, issueOf: IssueOf): Html {
  const name = `declarations.${declaration.id}`
  return checkbox(name, declaration.text, {
    ticked: value(name) === 'on',
    required: declaration.required,
    hint: declaration.purpose,
    issue: issueOf(name),
  })
}

function consentRow(consent: Consent, value: ValueOf, issueOf: IssueOf): Html {
  const name = `consents.${consent.id}`
  const issue = issueOf(name)
  const hint = consent.required ? undefined : say('consent.hint')
  if (consent.mode === 'checkbox') {
    return checkbox(name, consent.text, {
      ticked: value(name) === 'on',
      required: consent.required,
      hint,
      issue,
    })
  }
  const id = inputId(name)
  const radio = (answer: 'yes' | 'no', suffix: string) =>
    html`<label class="choice"
      ><input
        type="radio"
        id="${id}${suffix}"
        name="${name}"
        value="${answer}"
        ${value(name) === answer && html` checked`}${consent.required && html` required`}
      />
      <span>${say(`consent.${answer}`)}</span></label
    >`
  return html`<fieldset
    class="row${issue && ' wrong'}"
    aria-describedby="${[hint && `${id}-hint`, issue && `${id}-error`].filter(Boolean).join(' ')}"
  >
    <legend>${consent.text}</legend>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorLine(id, issue)}
    <div class="choices">${radio('yes', '')}${radio('no', '-no')}</div>
  </fieldset> `
}

function checkbox(
  name: string,
  text: string,
  box: { ticked: boolean; required: boolean; hint?: string | undefined; issue?: Issue | undefined },
): Html {
  const id = inputId(name)
  const described = [box.hint && `${id}-hint`, box.issue && `${id}-error`].filter(Boolean).join(' ')
  return html`<div class="row${box.issue && ' wrong'}">
    ${errorLine(id, box.issue)}
    <label class="choice"
      ><input
        type="checkbox"
        id="${id}"
        name="${name}"
        value="on"
        ${box.ticked && html` checked`}${
          box.required && html` required`
        }${described && html` aria-describedby="${described}"`}${box.issue && html` aria-invalid="true"`}
      />
      <span>${text}</span></label
    >
    ${box.hint && html`<p class="hint indented" id="${id}-hint">${box.hint}</p>`}
  </div> `
}

function errorLine(id: string, issue: Issue | undefined): Part {
  return (
    issue &&
    html`<p class="error" id="${id}-error">
      <span class="hidden">${say('error.prefix')} </span>${issueText(issue)}
    </p>`
  )
}

import { fieldsIn, type Field } from '../../schema/index.ts'
import { petitionIn } from '../language.ts'
import { control } from '../pages/form-controls.ts'
import { countryOf } from '../pages/form.ts'
import { html, type Html, type Part } from '../pages/html.ts'
import { langOf } from '../pages/layout.ts'
import { contactLink } from '../pages/links.ts'
import { pagePath } from '../pages/personal-page.ts'
import type { Words } from '../pages/words.ts'
import type { KnownPetition } from '../petitions.ts'

/**
 * A form for pages that run no script: it posts to the petition's page with the names of the contract, section 3. It
 * says what is agreed to as the petition says it now; after a change the server shows the new text before it takes
 * anything.
 */
export function plainForm(given: {
  words: Words
  petition: KnownPetition
  publicUrl: string
  partner: string | undefined
}): Html {
  const { words, petition, publicUrl, partner } = given
  const { say, sayHtml } = words
  const file = petitionIn(petition.file, words.lang)
  const asked = petition.shownAs(petition.revision)?.asked.fields ?? []
  const fields = fieldsIn(countryOf(asked, undefined), asked)
  const own = langOf(file.lang, words)
  const page = `${publicUrl}${pagePath(petition, words)}`
  const hidden = {
    shown: petition.revision,
    locale: words.lang,
    ...(partner !== undefined && { partner }),
  }
  const optional = (required: boolean): string => (required ? '' : ` ${say('form.optional')}`)

  return html`<form method="post" action="${page}" accept-charset="utf-8">
    <p><a href="${page}" ${own}>${file.title}</a></p>
    <p>${say('form.allRequired')}</p>
    ${fields.map(
      (field) =>
        html`<p>
          <label
            >${say(`${field.name}.label`)}${optional(field.required)}<br />
            ${fieldControl(field, words)}</label
          >${field.purpose && html`<br /><small${own}>${field.purpose}</small>`}
        </p> `,
    )}
    ${file.declarations.map(({ id, text, purpose, required }) =>
      tick(
        `declarations.${id}`,
        html`<span${own}>${text}</span>${optional(required)}`,
        required,
        purpose && html`<br /><small${own}>${purpose}</small>`,
      ),
    )}
    ${file.consents.map(({ id, text, mode, required }) => {
      const name = `consents.${id}`
      const words = html`<span${own}>${text}</span>${optional(required)}`
      if (mode === 'checkbox') return tick(name, words, required)
      return html`<fieldset>
        <legend>${words}</legend>
        ${(['yes', 'no'] as const).map((answer) => choice('radio', name, answer, html`${say(`consent.${answer}`)}`, required))}
      </fieldset> `
    })}
    <p>
      ${sayHtml('privacy.text', {
        controller: file.controller.name,
        link: html`<a href="${file.controller.privacyUrl}">${say('privacy.link')}</a>`,
      })}
      ${sayHtml('privacy.withdraw', { contact: contactLink(file.controller.contact) })}
    </p>
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" /> `)}
    <p><button type="submit">${say('submit')}</button></p>
  </form>`

  function tick(name: string, content: Part, required: boolean, more: Part = ''): Html {
    return html`<p>${choice('checkbox', name, 'on', content, required)}${more}</p> `
  }
}

function choice(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  content: Part,
  required: boolean,
): Html {
  return html`<label
    ><input type="${type}" name="${name}" value="${value}" ${required && html` required`} />
    ${content}</label
  > `
}

function fieldControl(field: Field, words: Words): Html {
  const attributes = html`name="${field.name}"${field.required && html` required`}`
  return control(field, attributes, '', words)
}

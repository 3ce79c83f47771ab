import { html, type TemplateResult } from 'lit/html.js'
import type { Field } from '../schema/index.ts'
import { commentRoom } from './answers.ts'
import type { Locale } from './locale.ts'
import type { Row } from './row.ts'

/** How each field is filled in by the browser (WHATWG autofill tokens), its first letters, and its type if it is no text. */
const kinds: Record<
  Exclude<Field['name'], 'country' | 'comment'>,
  [autocomplete: string, autocapitalize: string, type?: 'email' | 'tel']
> = {
  name: ['name', 'words'],
  given: ['given-name', 'words'],
  family: ['family-name', 'words'],
  email: ['email', 'none', 'email'],
  postcode: ['postal-code', 'characters'],
  city: ['address-level2', 'words'],
  phone: ['tel', 'none', 'tel'],
  organisation: ['organization', 'words'],
}

/** What a field is filled in with; what can be chosen of the countries, `fillCountries` puts in. */
export function controlView(
  { name, required }: Field,
  value: string,
  isSending: boolean,
  { invalid, described }: Row,
  locale: Locale,
): TemplateResult {
  if (name === 'country')
    return html`<select
      part="select"
      id=${name}
      name=${name}
      autocomplete=${name}
      ?required=${required}
      aria-invalid=${invalid}
      aria-describedby=${described}
    >
      <option value="">${locale.say('country.choose')}</option>
    </select>`
  if (name === 'comment')
    return html`<textarea
        part="textarea"
        id=${name}
        name=${name}
        rows="4"
        dir="auto"
        ?required=${required}
        ?readonly=${isSending}
        aria-invalid=${invalid}
        aria-describedby=${described}
        .value=${value}
      ></textarea>
      <p class="quiet" id="comment-left">${locale.say(...commentRoom(value))}</p>`
  const [autocomplete, autocapitalize, type] = kinds[name]
  return html`<input
    part="input"
    id=${name}
    name=${name}
    type=${type ?? 'text'}
    autocomplete=${autocomplete}
    autocapitalize=${autocapitalize}
    dir=${type ? 'ltr' : 'auto'}
    spellcheck="false"
    ?required=${required}
    ?readonly=${isSending}
    aria-invalid=${invalid}
    aria-describedby=${described}
    .value=${value}
  />`
}

import { html, type TemplateResult } from 'lit/html.js'
import type { Field } from '../schema/index.ts'
import { commentRoom } from './answers.ts'
import { countries, type Country } from './countries.ts'
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

/** What a field is filled in with. */
export function controlView(
  { name, required, common }: Field,
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
      <option value="" ?selected=${!value}>${locale.say('country.choose')}</option>
      ${optionsView(value, common, locale)}
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

function optionsView(
  value: string,
  common: readonly string[] = [],
  locale: Locale,
): TemplateResult | TemplateResult[] {
  const all = countries(locale)
  const first = common.flatMap((wanted) => all.filter(({ code }) => code === wanted))
  // A country in both lists is chosen in the first, so that only one option is.
  const isFirst = first.some(({ code }) => code === value)
  const options = (list: readonly Country[], isChosenHere: boolean) =>
    list.map(
      ({ code, name }) =>
        html`<option value=${code} ?selected=${isChosenHere && code === value}>${name}</option>`,
    )
  if (first.length === 0) return options(all, true)
  return html`<optgroup label=${locale.say('country.common')}>${options(first, true)}</optgroup>
    <optgroup label=${locale.say('country.all')}>${options(all, !isFirst)}</optgroup>`
}

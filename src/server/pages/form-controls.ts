import type { Field, FieldName } from '../../schema/index.ts'
import { countriesIn } from '../countries.ts'
import { html, type Html, type Part } from './html.ts'
import type { Words } from './words.ts'

type TextName = Exclude<FieldName, 'country' | 'comment'>

/** How each field is filled in by the browser (WHATWG autofill tokens), and what helps the keyboards of phones. */
const kinds: Record<TextName, Html> = {
  name: html`type="text" autocomplete="name" autocapitalize="words" dir="auto"`,
  given: html`type="text" autocomplete="given-name" autocapitalize="words" dir="auto"`,
  family: html`type="text" autocomplete="family-name" autocapitalize="words" dir="auto"`,
  email: html`type="email" autocomplete="email" inputmode="email" autocapitalize="none" dir="ltr"`,
  postcode: html`type="text" autocomplete="postal-code" autocapitalize="characters" dir="auto"`,
  city: html`type="text" autocomplete="address-level2" autocapitalize="words" dir="auto"`,
  phone: html`type="tel" autocomplete="tel" autocapitalize="none" dir="ltr"`,
  organisation: html`type="text" autocomplete="organization" autocapitalize="words" dir="auto"`,
}

/** What a field is filled in with. */
export function control(field: Field, attributes: Html, value: string, words: Words): Html {
  if (field.name === 'country') return countrySelect(field, attributes, value, words)
  if (field.name === 'comment')
    return html`<textarea ${attributes} rows="5" dir="auto">${value}</textarea>`
  return html`<input ${attributes} ${kinds[field.name]} spellcheck="false" value="${value}" />`
}

function countrySelect(field: Field, attributes: Html, value: string, words: Words): Html {
  const countries = countriesIn(words.list)
  const common = (field.common ?? []).flatMap(
    (code) => countries.find((country) => country.code === code) ?? [],
  )
  const chosen = value || (field.preset ?? '')
  // A country in both groups is chosen in the first: two chosen options would take the last.
  const option = ({ code, name }: { code: string; name: string }, isChosen: boolean) =>
    html`<option value="${code}" ${isChosen && html` selected`}>${name}</option> `
  const isCommon = (code: string) => common.some((country) => country.code === code)
  const all: Part = countries.map((country) =>
    option(country, country.code === chosen && !isCommon(chosen)),
  )
  return html`<select ${attributes} autocomplete="country">
    <option value="">${words.say('country.choose')}</option>
    ${
      common.length > 0
        ? html`<optgroup label="${words.say('country.common')}">
              ${common.map((country) => option(country, country.code === chosen))}
            </optgroup>
            <optgroup label="${words.say('country.all')}">${all}</optgroup>`
        : all
    }
  </select>`
}

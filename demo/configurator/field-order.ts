import { fieldNames, parseField, type FieldName } from '../../src/schema/index.ts'
import { hasDocument, valueAt, withAttribute, withValueAt, type Choices } from './choices.ts'
import { foundFor, type Desk, type Known } from './desk.ts'
import { make, say, setText } from './dom.ts'
import { isRecord } from './is-record.ts'

/** A field as it is asked. */
interface Row {
  name: FieldName
  how: 'required' | 'optional' | 'absent'
}

const names: Record<FieldName, string> = {
  name: 'Name',
  given: 'Given name',
  family: 'Family name',
  email: 'Email',
  country: 'Country',
  postcode: 'Postcode',
  city: 'City',
  phone: 'Phone',
  organisation: 'Organisation',
  comment: 'Comment',
}

const usual = ['name', 'email', 'country', 'postcode?']

/** Which fields are asked, and in which order. */
export function fieldOrder(desk: Desk): HTMLElement {
  const own = make('input', { type: 'checkbox', id: 'set-own-fields' })
  const list = make('ol', { class: 'fields' })
  const hint = make('p', { class: 'hint', id: 'set-fields-hint' })
  const mistake = make('p', { class: 'mistake', id: 'set-fields-mistake', hidden: true })
  const whole = make(
    'div',
    {
      class: 'setting',
      role: 'group',
      'aria-labelledby': 'set-fields-label',
      'aria-describedby': hint.id,
    },
    make('p', { id: 'set-fields-label', class: 'label' }, 'Fields'),
    hint,
    mistake,
    make('div', { class: 'switch' }, own, make('label', { for: own.id }, 'As the petition says')),
    list,
  )
  own.addEventListener('change', () =>
    desk.choose(write(desk.choices, own.checked ? undefined : rows(desk.known))),
  )

  const change = (next: Row[], focus: string, text: string) => {
    desk.choose(write(desk.choices, next))
    const button = list.querySelector<HTMLElement>(focus)
    const row = button?.closest('li')
    // At the end of the way the button is off: the other one is where the hand is.
    const target = button?.matches(':disabled')
      ? row?.querySelector<HTMLElement>('button:enabled')
      : button
    target?.focus()
    say(text)
  }
  const rowView = (row: Row, place: number, all: Row[]): HTMLElement => {
    const label = names[row.name]
    const move = (by: -1 | 1) => {
      const next = all.filter((one) => one !== row)
      next.splice(place + by, 0, row)
      const where = `#${by < 0 ? 'up' : 'down'}-${row.name}`
      change(next, where, `${label} is now number ${place + by + 1} of ${all.length}`)
    }
    const select = make('select', { id: `how-${row.name}`, 'aria-label': label })
    const canBeRequired = hasDocument(desk.choices) ? isRequired(desk.known, row.name) : undefined
    const offered = hows.filter(({ value }) =>
      canBeRequired === undefined
        ? value !== 'required' || row.name !== 'family'
        : canBeRequired
          ? value === 'required'
          : value !== 'required',
    )
    select.append(...offered.map(({ value, words }) => make('option', { value }, words)))
    select.value = offered.some(({ value }) => value === row.how)
      ? row.how
      : (offered[0]?.value ?? '')
    select.addEventListener('change', () => {
      const how = hows.find(({ value }) => value === select.value)?.value ?? 'absent'
      const next = all.map((one) => (one === row ? { ...row, how } : one))
      change(next, `#how-${row.name}`, `${label}: ${select.selectedOptions[0]?.text}`)
    })
    const arrow = (by: -1 | 1, words: string, sign: string) =>
      make(
        'button',
        {
          type: 'button',
          class: 'arrow',
          id: `${by < 0 ? 'up' : 'down'}-${row.name}`,
          'aria-label': `${label}: ${words}`,
          disabled: by < 0 ? place === 0 : place === all.length - 1,
          onclick: () => move(by),
        },
        sign,
      )
    return make(
      'li',
      {},
      make('span', { 'aria-hidden': 'true' }, label),
      select,
      arrow(-1, 'up', '↑'),
      arrow(1, 'down', '↓'),
    )
  }

  let shown = ''
  desk.hear((known) => {
    const isDocument = hasDocument(known.choices)
    const isOwn = !isDocument || 'fields' in known.choices.attributes
    own.checked = !isOwn
    own.parentElement?.toggleAttribute('hidden', !isDocument)
    setText(hint, hintFor(known))
    const problem = known.problems.find(({ setting }) => setting === 'fields')
    mistake.hidden = !problem
    setText(mistake, problem?.text ?? '')
    const all = rows(known)
    const key = isOwn ? JSON.stringify([isDocument, all, Boolean(foundFor(known))]) : ''
    // Rows that are the same stay, and with them the focus.
    if (key === shown) return
    shown = key
    list.replaceChildren(...(isOwn ? all.map(rowView) : []))
  })
  return whole
}

const hows = [
  { value: 'required', words: 'Required' },
  { value: 'optional', words: 'Optional' },
  { value: 'absent', words: 'Not asked' },
] as const

function hintFor(known: Known): string {
  if (!hasDocument(known.choices)) return 'What people are asked, in this order.'
  const may = 'Your page may choose another order, and leave out what is optional.'
  return foundFor(known) ? may : `${may} Look the petition up to see its own fields.`
}

/** Every field: first those that are asked, in their order. */
function rows(known: Known): Row[] {
  const said = words(known).flatMap((word): Row[] => {
    const field = parseField(word)
    return field ? [{ name: field.name, how: field.required ? 'required' : 'optional' }] : []
  })
  const asked = said.filter(
    ({ name }, place) => said.findIndex((one) => one.name === name) === place,
  )
  const own = foundFor(known)?.fields.map(({ name }) => name)
  const possible = hasDocument(known.choices) && own ? own : fieldNames
  const rest = possible.filter((name) => !asked.some((one) => one.name === name))
  return [...asked, ...rest.map((name): Row => ({ name, how: 'absent' }))]
}

function words(known: Known): string[] {
  const { choices } = known
  if (hasDocument(choices)) {
    const { fields } = choices.attributes
    const own = foundFor(known)?.fields.map(({ name, required }) => (required ? name : `${name}?`))
    return fields?.trim().split(/[\s,]+/) ?? own ?? usual
  }
  const inline = valueAt(choices.config, 'petition.fields')
  return Array.isArray(inline) ? inline.map(wordOf) : usual
}

/** Whether the petition requires a field; undefined as long as it is not known. */
function isRequired(known: Known, name: FieldName): boolean | undefined {
  return foundFor(known)?.fields.find((field) => field.name === name)?.required
}

function write(choices: Choices, next: Row[] | undefined): Choices {
  const asked = next
    ?.filter(({ how }) => how !== 'absent')
    .map(({ name, how }) => (how === 'required' ? name : `${name}?`))
  if (hasDocument(choices)) return withAttribute(choices, 'fields', asked?.join(' '))
  // What else is said of a field, such as a preset country, stays with it.
  const before = valueAt(choices.config, 'petition.fields')
  const entries = asked?.map((word) => {
    const bare = word.replace('?', '')
    const entry = Array.isArray(before)
      ? (before as unknown[]).find((one) => wordOf(one).replace('?', '') === bare)
      : undefined
    return isRecord(entry) ? { ...entry, name: word } : word
  })
  return { ...choices, config: withValueAt(choices.config, 'petition.fields', entries) }
}

function wordOf(entry: unknown): string {
  return String(isRecord(entry) ? entry['name'] : entry)
}

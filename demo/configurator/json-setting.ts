import type { Choices } from './choices.ts'
import type { Desk } from './desk.ts'
import { make } from './dom.ts'
import { isRecord } from './is-record.ts'
import { jsonMistake } from './json-mistake.ts'
import { idOf } from './setting.ts'

/** An object as JSON. While it is no JSON nothing changes, and the place of the mistake is said. */
export function jsonSetting(
  desk: Desk,
  options: {
    setting: string
    label: string
    hint?: string
    read: (choices: Choices) => unknown
    write: (choices: Choices, value: Record<string, unknown> | undefined) => Choices
  },
): HTMLElement {
  const id = idOf(options.setting)
  const mistake = make('p', { class: 'mistake', id: `${id}-mistake`, hidden: true })
  const hint = options.hint && make('p', { class: 'hint', id: `${id}-hint` }, options.hint)
  const control = make('textarea', { id, rows: 8, spellcheck: 'false', class: 'code' })
  const describe = (text: string) => {
    mistake.textContent = text
    mistake.hidden = !text
    if (text) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
    control.setAttribute('aria-describedby', text ? `${id}-hint ${mistake.id}` : `${id}-hint`)
    if (!hint) control.removeAttribute('aria-describedby')
    if (!hint && text) control.setAttribute('aria-describedby', mistake.id)
  }
  control.addEventListener('input', () => {
    const text = control.value.trim()
    const broken = text ? jsonMistake(text) : undefined
    if (broken) return describe(`Line ${broken.line}, column ${broken.column}: ${broken.text}.`)
    const value: unknown = text ? JSON.parse(text) : undefined
    if (value !== undefined && !isRecord(value)) return describe('It accepts an object: { … }.')
    describe('')
    desk.choose(options.write(desk.choices, value))
  })
  desk.hear(({ choices }) => {
    const value = options.read(choices)
    const said = parsed(control.value)
    // What is being typed stays, also while it is no JSON yet.
    if (document.activeElement === control || JSON.stringify(said) === JSON.stringify(value)) return
    control.value = value === undefined ? '' : JSON.stringify(value, null, 2)
    describe('')
  })
  return make(
    'div',
    { class: 'setting' },
    make('label', { for: id }, options.label),
    hint,
    mistake,
    control,
  )
}

function parsed(text: string): unknown {
  try {
    return text.trim() ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

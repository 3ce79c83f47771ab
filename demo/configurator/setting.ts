import type { Choices } from './choices.ts'
import type { Desk, Known } from './desk.ts'
import { make, prose } from './dom.ts'

/** A control with its label, hint and mistake, bound to one choice. */
export interface SettingOptions {
  /** As problems name it; also the id of its control. */
  setting: string
  label: string
  /** What is in backticks is code. */
  hint?: string | undefined
  read: (choices: Choices) => string
  write: (choices: Choices, value: string) => Choices
  /** Absent: always there. */
  isWanted?: (known: Known) => boolean
}

/** A line of text, or with `rows` several. */
export function textSetting(
  desk: Desk,
  options: SettingOptions & {
    type?: string
    placeholder?: string
    rows?: number
    spellcheck?: boolean
    /** Proposals. */
    proposals?: (known: Known) => readonly { value: string; label: string }[]
  },
): HTMLElement {
  const { type = 'text', placeholder, rows, spellcheck = false, proposals } = options
  const common = { id: idOf(options.setting), placeholder, spellcheck: String(spellcheck) }
  const list = proposals && make('datalist', { id: `${idOf(options.setting)}-list` })
  const control = rows
    ? make('textarea', { ...common, rows })
    : make('input', { ...common, type, autocomplete: 'off', list: list?.id })
  control.addEventListener('input', () => desk.choose(options.write(desk.choices, control.value)))
  if (list && proposals)
    desk.hear((known, before) => {
      if (known.found === before.found && known.choices === before.choices) return
      const said = proposals(known).map(({ value, label }) => make('option', { value }, label))
      if (said.length > 0 || list.childElementCount > 0) list.replaceChildren(...said)
    })
  return bound(desk, options, control, list)
}

/** One of a few words; the first is what there is without a choice. */
export function choiceSetting(
  desk: Desk,
  options: SettingOptions & { words: readonly { value: string; label: string }[] },
): HTMLElement {
  const control = make('select', { id: idOf(options.setting) })
  control.append(...options.words.map(({ value, label }) => make('option', { value }, label)))
  control.addEventListener('change', () => desk.choose(options.write(desk.choices, control.value)))
  return bound(desk, options, control)
}

/** Something that is on or off: `yes` or empty. */
export function switchSetting(desk: Desk, options: SettingOptions): HTMLElement {
  const control = make('input', { id: idOf(options.setting), type: 'checkbox' })
  control.addEventListener('change', () =>
    desk.choose(options.write(desk.choices, control.checked ? 'yes' : '')),
  )
  const { hint, mistake, describe } = around(options)
  const whole = make(
    'div',
    { class: 'setting switch' },
    control,
    make('label', { for: control.id }, options.label),
    hint,
    mistake,
  )
  desk.hear((known) => {
    control.checked = options.read(known.choices) !== ''
    describe(control, known)
    whole.hidden = !(options.isWanted?.(known) ?? true)
  })
  return whole
}

/** A fieldset; `isWanted` hides it, with all that is in it. */
export function group(
  desk: Desk,
  legend: string,
  isWanted: ((known: Known) => boolean) | undefined,
  ...children: (Node | undefined)[]
): HTMLFieldSetElement {
  const whole = make('fieldset', {}, make('legend', {}, legend), ...children)
  if (isWanted) desk.hear((known) => (whole.hidden = !isWanted(known)))
  return whole
}

/** What only some need. */
export function more(title: string, ...children: Node[]): HTMLDetailsElement {
  return make('details', {}, make('summary', {}, title), ...children)
}

/** The control of a setting. */
export function idOf(setting: string): string {
  return `set-${setting.replaceAll('.', '-')}`
}

function bound(
  desk: Desk,
  options: SettingOptions,
  control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  beside?: Node,
): HTMLElement {
  const { hint, mistake, describe, touched } = around(options)
  control.addEventListener('blur', () => {
    touched()
    describe(control, desk.known)
  })
  const whole = make(
    'div',
    { class: 'setting' },
    make('label', { for: control.id }, options.label),
    hint,
    mistake,
    control,
    beside,
  )
  desk.hear((known) => {
    const value = options.read(known.choices)
    // What somebody types in stays as it is typed.
    if (control.value !== value) control.value = value
    describe(control, known)
    whole.hidden = !(options.isWanted?.(known) ?? true)
  })
  return whole
}

/** Hint and mistake, and how the control points at them. */
function around({ setting, hint: text }: SettingOptions) {
  const id = idOf(setting)
  const hint = text ? make('p', { class: 'hint', id: `${id}-hint` }, ...prose(text)) : undefined
  const mistake = make('p', { class: 'mistake', id: `${id}-mistake`, hidden: true })
  let said: string | undefined
  let isTouched = false
  const describe = (control: HTMLElement, { problems }: Known) => {
    const found = problems.find((one) => one.setting === setting)
    // Who has not been there yet is not told beside the field, but above what is to be pasted.
    const problem = found?.isMissing && !isTouched ? undefined : found
    // Every control hears of every letter: what is the same is not written again.
    if (said === (problem?.text ?? '')) return
    said = problem?.text ?? ''
    mistake.hidden = !problem
    mistake.textContent = problem ? `${problem.text}.`.replace(/([.?])\.$/, '$1') : ''
    const ids = [hint?.id, problem && mistake.id].filter(Boolean).join(' ')
    if (ids) control.setAttribute('aria-describedby', ids)
    else control.removeAttribute('aria-describedby')
    if (problem) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  const touched = () => (isTouched = true)
  return { hint, mistake, describe, touched }
}
